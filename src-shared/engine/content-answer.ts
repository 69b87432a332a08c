/** What is known of an address that messages show something from. Instants are epoch ms. */
export type ContentAnswer =
  { at: number; ok: true; value: unknown } | { at: number; ok: false; reason: string };

/** Something a host shall fetch once the transaction is committed. */
export interface ContentRequest {
  source: string;
  url: string;
  timeoutMs: number;
}
