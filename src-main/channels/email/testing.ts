import { onTestFinished } from "vitest";
import { EmailSettings } from "../../../src-shared/channels/email.ts";
import { testAuthority, testOutbound } from "../../outbound/testing/servers.ts";
import { createEmailChannel } from "./email.ts";

/** The email channel over a server of a test. */
export function emailOver(
  port: number,
  more: Partial<EmailSettings> = {},
  secrets: { password?: string; dkimKey?: string } = {},
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
    patience: { greetingMs: 300, silenceMs: 300 },
  });
  onTestFinished(() => channel.close());
  return channel;
}
