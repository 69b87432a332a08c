import { compile } from "../../src-shared/compile/compile.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { bringForwardForgotten, unparkAll } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import { documentOfVersion, graphOfVersion, listVersions, mendGraph } from "../store/versions.ts";

/**
 * What can be mended without deciding anything: published graphs that changed on the disk are made anew from the document
 * they were published from, where that gives the very same graph; parked people are taken back to work, and everybody with something
 * open is looked at again. Looking at somebody with nothing due changes nothing.
 * @param now epoch ms
 */
export function repairWorkspace(
  db: WritableDb,
  now: number,
): { graphs: number; unparked: number; scheduled: number } {
  return db.transaction(() => {
    const graphs = mendGraphs(db);
    const unparked = unparkAll(db, now);
    const scheduled = bringForwardForgotten(db, now);
    return { graphs, unparked, scheduled };
  });
}

/** @returns how many graphs are whole again */
function mendGraphs(db: WritableDb): number {
  let mended = 0;
  for (const { journeyId, number, hash } of listVersions(db)) {
    if (graphOfVersion(db, journeyId, number) !== undefined) continue;
    const { journey } = readJourney(documentOfVersion(db, journeyId, number) ?? "");
    const graph = journey === undefined ? undefined : compile(journey).graph;
    if (graph?.hash !== hash) continue;
    mendGraph(db, journeyId, number, graph);
    mended += 1;
  }
  return mended;
}
