import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent; everything else is grey unless it tells a node kind or a state. */
const accent: MantineColorsTuple = [
  "#eef0fe",
  "#e0e3fd",
  "#c3c8fa",
  "#a3a9f6",
  "#8087f1",
  "#6366f1",
  "#4f46e5",
  "#4338ca",
  "#3a31b0",
  "#312a94",
];

/** The greys of the dark theme, as cool as the tokens of theme.css. */
const dark: MantineColorsTuple = [
  "#e8ebf1",
  "#c5ccd8",
  "#a8b1c0",
  "#76808f",
  "#3a4250",
  "#2f3642",
  "#20252f",
  "#1a1e26",
  "#151921",
  "#101319",
];

/** A red on which white can be read: the library's own has a contrast of 3.3 to 1 on filled buttons. */
const red: MantineColorsTuple = [
  "#fff0f0",
  "#ffdede",
  "#fbc1c1",
  "#f49a9a",
  "#f07d7d",
  "#dc4343",
  "#c92a2a",
  "#b42323",
  "#9a1f1f",
  "#7f1d1d",
];

/** Dense and calm, as the screens show; colours of kinds and states are CSS variables (theme.css). */
export const theme = createTheme({
  colors: { accent, dark, red },
  primaryColor: "accent",
  primaryShade: 6,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  headings: { fontWeight: "600" },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    Combobox: { defaultProps: { keepMounted: false } },
    Select: { defaultProps: { size: "xs", comboboxProps: { shadow: "md" } } },
    Autocomplete: { defaultProps: { size: "xs", comboboxProps: { shadow: "md" } } },
    NativeSelect: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 12 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end" } },
    // The window itself never scrolls; locking it would write a style element that the page's policy refuses.
    Modal: { defaultProps: { centered: true, lockScroll: false } },
  },
});

/** The nonce of this response, which style elements made at run time must carry (reliability.md, Loopback host). */
export function styleNonce(): string {
  return document.querySelector('meta[property="csp-nonce"]')?.getAttribute("content") ?? "";
}
