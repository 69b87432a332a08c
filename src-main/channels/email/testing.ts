import { onTestFinished } from "vitest";
import { EmailSettings } from "../../../src-shared/channels/email.ts";
import { testAuthority, testOutbound } from "../../outbound/testing/servers.ts";
import { createEmailChannel } from "./email.ts";

/** The email channel over a server of a test; its patience is short only where a test waits for its end. */
export function emailOver(
  port: number,
  more: Partial<EmailSettings> = {},
  secrets: { password?: string; dkimKey?: string } = {},
  silenceMs = 10_000,
) {
  const settings = EmailSettings.parse({
    on: true,
    host: "mail.test",
    port,
    security: "none",
    from: "UponVoyage <hello@uponvoyage.example>",
    authority: testAuthority,
    ...more,
  });
  const channel = createEmailChannel({
    outbound: testOutbound([{ host: "mail.test", port }], { "mail.test": ["127.0.0.1"] }),
    settings,
    secrets,
    now: () => Date.UTC(2027, 2, 12, 18),
    patience: { greetingMs: silenceMs, silenceMs },
  });
  onTestFinished(() => channel.close());
  return channel;
}
