import type { z } from "zod";
import type { Condition } from "../conditions/schema.ts";
import type { EventFact } from "../conditions/facts.ts";
import type { Outcome, Signal, Visit } from "../engine/visit.ts";
import { withFrenchSpacesIn } from "../french-spaces.ts";
import type { JourneySettings, LocalizedText, MessageClass } from "../journey/schema.ts";
import type { Person } from "../person/person.ts";
import type { Locale, Problem } from "../problems.ts";

/** Where the palette lists a kind. */
export type KindGroup = "entry" | "flow" | "messages" | "listen" | "data" | "end";

/**
 * What leaving by a port means. The canvas colours by it and the checks reason with it
 * (a cycle through `next` of a short wait, a person stuck where `timeout` is missing).
 */
export type PortRole = "next" | "arm" | "else" | "timeout" | "reply" | "no-reply" | "not-sent" | "missed";

export interface Port {
  id: string;
  role: PortRole;
  label: Record<Locale, string>;
}

/** Label and help of one field of the form, by the field's path inside params (`arms[].when` for list items). */
export interface FieldText {
  label: string;
  help?: string;
  placeholder?: string;
  /** Names of the choices of an enum. */
  options?: Record<string, string>;
}

export interface KindTexts {
  name: string;
  /** One line under the name in the palette. */
  tagline: string;
  /** A paragraph in the inspector and in the docs. */
  help: string;
  fields: Record<string, FieldText>;
}

/** One text of a message before it is rendered. */
export interface MessagePart {
  template: LocalizedText;
  format: "text" | "html" | "mjml";
}

/** What a message node hands to the gate: who may get it, through what, and the parts rendered at claim time. */
export interface MessageDraft {
  channel: string;
  class?: MessageClass;
  urgent?: boolean;
  collapseKey?: string;
  /** ISO 8601: content older than this when it could leave is not sent at all. */
  freshFor?: string;
  /** ISO 8601: of no use this long after it was claimed. */
  ttl?: string;
  /** How many messages of this step may leave in a minute, whoever they are for. */
  perMinute?: number;
  /** Not a message to the person (a webhook): only whether the run goes on and whether there is content is checked. */
  ungated?: boolean;
  parts: Record<string, MessagePart>;
  /** Part whose rendered HTML the plain text part `text` is derived from, when the author wrote none. */
  plainTextFrom?: string;
  /** Parts without which the message would be empty: blank after rendering means "not sent". */
  required: string[];
  /** What is not rendered: buttons, survey questions, links the preview needs. */
  extras: Record<string, unknown>;
}

/** A variable a template reads, as compile sees it. */
export interface TemplateUse {
  path: string;
  text: LocalizedText;
  format: "text" | "html" | "mjml";
}

/** A condition of a step, as compile and the engine's hosts see it. */
export interface ConditionUse {
  /** Relative to params. */
  path: string;
  condition: Condition;
  /**
   * The way out people take when this is the first of the step's conditions with a port, in the order given, that
   * holds. Absent for filters of events.
   */
  port?: string;
}

/** A name in params, outside conditions, that something outside the journey must know. */
export interface Mention {
  /** Relative to params. */
  path: string;
  /** `entry` is a path into the event that started the run. */
  of: "event" | "attribute" | "segment" | "entry";
  name: string;
}

/** What `validate` may look at besides its own params. */
export interface ValidateContext {
  nodeId: string;
  settings: JourneySettings;
  connected(port: string): boolean;
}

/** A way out of a step as drawn. */
export interface WayOut {
  port: string;
  /** Which of the step's ways out lead somewhere. */
  connected(port: string): boolean;
}

/** A variable of the run that is set when a person leaves; with a port, only by that way. */
export interface SetVariable {
  /** The first part of its path. */
  name: string;
  port?: string;
}

/** A problem of a kind's own params; compile adds the node and the full path. */
export type ParamProblem = Pick<Problem, "code" | "severity" | "message" | "path" | "hint" | "args">;

/** How a kind starts runs. Only triggers have it. */
export interface Entry<P> {
  /** Whether this event starts a run here. */
  admits(
    params: P,
    event: EventFact,
    evaluate: (condition: Condition) => boolean,
    journeyId: string,
  ): boolean;
  /** Whether it lets people in by the clock at all; only then {@link nextAt} is asked. */
  byTheClock?(params: P): boolean;
  /** The next instant after `after` (epoch ms) at which it lets this person in by the clock. */
  nextAt?(params: P, after: number, who: { person: Person; zone: string }): number | undefined;
  /** Whether it can let in somebody to whom nothing happened: by the clock, or by a segment. */
  unprompted?(params: P): boolean;
  /** What an event does to a clock of this entry: starts it (instant, epoch ms), stops it, or nothing. */
  clock?(params: P, event: EventFact, zone: string): number | "stop" | undefined;
  /** Segments whose entering or leaving it listens to. */
  segments?(params: P): string[];
  /** The event names it listens to; hosts keep the history of these. */
  listensTo(params: P): string[];
  /** An event that would start a run here: what "send a test event" is filled with. */
  sample(params: P, journeyId: string): { name: string; properties: Record<string, unknown> };
}

/**
 * The contract of a node kind (architecture.md, rule 3): one folder, one registry line. Compile, engine, simulator,
 * docs and forms ask this definition; nobody else tests `kind`. `params` is what the schema made of the document's
 * params, defaults filled in.
 */
export interface NodeKind<P> {
  kind: string;
  group: KindGroup;
  /** Whether an edge may lead into it. */
  acceptsEdges: boolean;
  params: z.ZodType<P>;
  /** Params of a freshly dropped step: enough to show what it can do, nothing that must be deleted. */
  starter(locale: Locale): Record<string, unknown>;
  texts: Record<Locale, KindTexts>;
  ports(params: P): Port[];
  /** One line on the canvas. */
  summary(params: P, locale: Locale): string;
  /** What the schema cannot say. Paths are relative to params. */
  validate?(params: P, context: ValidateContext): ParamProblem[];
  conditions?(params: P): ConditionUse[];
  templates?(params: P): TemplateUse[];
  /** Keys, besides the node's id, under which conditions find the answer given here, such as `nps`. */
  answerKeys?(params: P): string[];
  /** Keys of what may be answered besides, such as a comment. */
  otherAnswerKeys?(params: P): string[];
  /** Every answer that can be given here, when they can be counted; undefined for free text. */
  possibleAnswers?(params: P): unknown[] | undefined;
  /** Events it waits for, attributes and segments it looks at, besides those in its conditions. */
  mentions?(params: P): Mention[];
  /** Names of events it lets happen. */
  makesEvents?(params: P): string[];
  setsVariables?(params: P): SetVariable[];
  /**
   * Variables of the run it looks at outside conditions and templates; `path` is relative to params, and `hasFallback`
   * says that something else takes the place of one that is not set yet.
   */
  readsVariables?(params: P): { path: string; name: string; hasFallback: boolean }[];
  /** Attributes of the person it may set. */
  setsAttributes?(params: P): string[];
  /** Whether a person may stay here without end, when nothing happens. */
  mayHoldForEver?(params: P): boolean;
  /** Steps it leads to without a connection. */
  jumpsTo?(params: P): string[];
  /** Shortest stay in ms of those who leave by a way (0 for whoever may pass at once): circles need one of a minute. */
  shortestStayMs(params: P, way: WayOut): number;
  entry?: Entry<P>;
  message?(params: P): MessageDraft;
  /** A person arrives. */
  enter(params: P, visit: Visit): Outcome;
  /** Something the person waits for may have come; undefined = not for me, keep waiting. */
  resume?(params: P, visit: Visit, signal: Signal): Outcome | undefined;
  /**
   * The instant a waiting person goes on by the clock, epoch ms, worked out again after her zone, a date or the params
   * changed; undefined = by nothing of the clock.
   */
  redue?(params: P, visit: Visit): number | undefined;
}

/** Keeps the type of params tied to the schema of the definition. */
export function defineKind<P>(definition: NodeKind<P>): NodeKind<P> {
  const { texts } = definition;
  return { ...definition, texts: { ...texts, fr: withFrenchSpacesIn(texts.fr) } };
}
