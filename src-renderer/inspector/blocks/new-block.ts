/** What can be added to an email, in the order of the menu. */
export const NEW_BLOCKS = ["heading", "text", "button", "image", "divider", "spacer"] as const;
export type NewBlock = (typeof NEW_BLOCKS)[number];

/** Words of the writer's own language for what a new block says. */
export type FreshWords = Record<"heading" | "text" | "button", string>;

/** A new block in MJML. */
export function mjmlOf(block: NewBlock, words: FreshWords): string {
  switch (block) {
    case "heading":
      return `<mj-text font-size="22px" font-weight="600">${words.heading}</mj-text>`;
    case "text":
      return `<mj-text>${words.text}</mj-text>`;
    case "button":
      return `<mj-button href="https://">${words.button}</mj-button>`;
    case "image":
      return `<mj-image src="https://" alt="" />`;
    case "divider":
      return `<mj-divider border-color="#d9dde5" border-width="1px" />`;
    case "spacer":
      return `<mj-spacer height="20px" />`;
  }
}

/** A whole email to begin with: one white section on grey, with a heading and a text. */
export function firstLayout(words: FreshWords): string {
  return `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Inter, Helvetica, Arial, sans-serif" />
      <mj-text color="#1b2330" font-size="15px" line-height="1.6" />
      <mj-button align="left" background-color="#4f46e5" border-radius="8px" font-weight="600" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f4f5f7">
    <mj-section background-color="#ffffff" padding="20px 0">
      <mj-column>
        ${mjmlOf("heading", words)}
        ${mjmlOf("text", words)}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
}
