import type { OverdueView } from "../../../src-shared/api/shapes.ts";
import { answerFor } from "../../../src-shared/engine/overdue.ts";
import type { ReadableDb } from "../../store/db.ts";
import { findJourney } from "../../store/journeys.ts";
import { overdueGroups, readOverdue } from "../../store/overdue.ts";
import { newestVersion } from "../../store/versions.ts";
import { stepNames } from "./runs.ts";

/** What is overdue and waits for an answer, by journey and step. */
export function viewOverdue(db: ReadableDb): OverdueView {
  const review = readOverdue(db);
  if (review === undefined) return { state: "none", total: 0, groups: [] };
  const groups = overdueGroups(db).map((group) => {
    const { journeyId, nodeId } = group;
    const version = newestVersion(db, journeyId)?.number ?? 0;
    const answer = answerFor(review, { journeyId, plannedAt: group.to });
    return {
      ...group,
      journeyName: findJourney(db, journeyId)?.name ?? journeyId,
      stepName: stepNames(db, journeyId, version)[nodeId]?.name ?? nodeId,
      ...(answer === undefined ? {} : { answer }),
    };
  });
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const open = groups.some(({ answer }) => answer === undefined);
  return { state: !review.counted ? "counting" : open ? "asking" : "answered", total, groups };
}
