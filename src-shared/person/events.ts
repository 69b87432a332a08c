/** Track events the product itself reads (formats.md, Events); every other name belongs to the user. */
export const RESERVED_EVENTS = {
  messageDelivered: "Message Delivered",
  messageOpened: "Message Opened",
  messageClicked: "Message Clicked",
  messageReplied: "Message Replied",
  messageUnsubscribed: "Message Unsubscribed",
  messageBounced: "Message Bounced",
  surveyAnswered: "Survey Answered",
  consentChanged: "Consent Changed",
  placeEntered: "Place Entered",
  placeLeft: "Place Left",
} as const;

/** Something a person did, as the engine and the store know it (domain.md, Words). Times are epoch milliseconds. */
export interface PersonEvent {
  /** The idempotency key: an event with a known one changes nothing. */
  messageId: string;
  type: "track" | "identify" | "alias";
  /** A track's own name; `identify` and `alias` for the others. */
  name: string;
  personId: string;
  properties: Record<string, unknown>;
  /** Of an identify. */
  traits?: Record<string, unknown>;
  /** Of an alias: the id the person had before. */
  previousId?: string;
  timestamp: number;
  receivedAt?: number;
}

/** An event as it was sent: without a `timestamp` it happened when it was received, which only the host knows. */
export type IncomingEvent = Omit<PersonEvent, "timestamp"> & { timestamp?: number };

/** Dates an incoming event: `receivedAt` (epoch milliseconds) is kept, and stands in for a missing timestamp. */
export function receiveEvent(event: IncomingEvent, receivedAt: number): PersonEvent {
  return { ...event, timestamp: event.timestamp ?? receivedAt, receivedAt };
}
