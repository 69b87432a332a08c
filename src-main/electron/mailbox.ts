/**
 * Keeps what arrives before the page listens: a file or a link that started the program comes long before its page is
 * there. Each channel opens when the page says so and closes when the page goes away or reloads.
 */
interface Mailbox {
  post(channel: string, message: unknown): void;
  open(channel: string): void;
  isOpen(channel: string): boolean;
  close(): void;
}

/** Creates a mailbox in front of a way to send. */
export function createMailbox(send: (channel: string, message: unknown) => void): Mailbox {
  const opened = new Set<string>();
  const kept: { channel: string; message: unknown }[] = [];
  return {
    post: (channel, message) => {
      if (opened.has(channel)) send(channel, message);
      else kept.push({ channel, message });
    },
    open: (channel) => {
      opened.add(channel);
      for (const letter of kept.filter((letter) => letter.channel === channel)) {
        kept.splice(kept.indexOf(letter), 1);
        send(channel, letter.message);
      }
    },
    isOpen: (channel) => opened.has(channel),
    close: () => opened.clear(),
  };
}
