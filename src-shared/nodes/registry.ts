import { branch } from "./branch/branch.ts";
import { card } from "./card/card.ts";
import type { NodeKind } from "./define.ts";
import { emit } from "./emit/emit.ts";
import { email } from "./email/email.ts";
import { exit } from "./exit/exit.ts";
import { inApp } from "./in-app/in-app.ts";
import { jump } from "./jump/jump.ts";
import { push } from "./push/push.ts";
import { sms } from "./sms/sms.ts";
import { split } from "./split/split.ts";
import { survey } from "./survey/survey.ts";
import { trigger } from "./trigger/trigger.ts";
import { update } from "./update/update.ts";
import { wait } from "./wait/wait.ts";
import { webhook } from "./webhook/webhook.ts";

/** A definition as everybody outside its folder sees it: its params went through its own schema and are opaque. */
export type AnyKind = NodeKind<unknown>;

/** Every kind of step, in the order of the palette. Adding a kind is its folder and one line here. */
export const KINDS: readonly AnyKind[] = [
  trigger,
  wait,
  branch,
  split,
  push,
  email,
  sms,
  inApp,
  card,
  survey,
  webhook,
  update,
  emit,
  jump,
  exit,
];

const BY_NAME = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The definition of a kind, or undefined for one this version does not know. */
export function kindOf(name: string): AnyKind | undefined {
  return BY_NAME.get(name);
}
