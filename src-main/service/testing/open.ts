import { onTestFinished } from "vitest";
import { parseInstant } from "../../../src-shared/time/instant.ts";
import { temporaryFolder } from "../../store/testing/folder.ts";
import { openService } from "../service.ts";
import type { Service, ServiceOptions } from "../service.ts";

/** A service over a fresh folder with a virtual clock, closed with the test. */
export async function temporaryService(options: Partial<ServiceOptions> = {}): Promise<Service> {
  const service = await openService({
    dataDir: temporaryFolder(),
    clock: "virtual",
    from: at("2027-03-12T18:00:00Z"),
    timeZone: "UTC",
    ...options,
  });
  onTestFinished(() => service.close());
  return service;
}

/** Epoch ms of an instant written in a test. */
export function at(text: string): number {
  const ms = parseInstant(text);
  if (ms === undefined) throw new Error(`${text} is no instant`);
  return ms;
}

/** A journey of a trigger, a wait and an email, as a document's text. */
export function waitAndMail(
  id: string,
  options: { event?: string; wait?: string; settings?: object; nodes?: object[]; edges?: object[] } = {},
): string {
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id,
    name: `Journey ${id}`,
    settings: { class: "service", ...options.settings },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: options.event ?? "go" } },
      { id: "calm", kind: "wait", params: { for: "duration", duration: options.wait ?? "PT2H" } },
      { id: "mail", kind: "email", params: { subject: "Thank you", body: { text: "Hello" } } },
      ...(options.nodes ?? []),
    ],
    edges: [
      { from: "start", port: "next", to: "calm" },
      { from: "calm", port: "next", to: "mail" },
      ...(options.edges ?? []),
    ],
  });
}

/** A track event as it comes over the wire. */
export function track(messageId: string, userId: string, event: string, more: object = {}): object {
  return { type: "track", messageId, userId, event, ...more };
}
