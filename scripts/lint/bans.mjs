// The house's bans as data for eslint.config.js. Each message names the way to do it instead.

const clock =
  "The core has no clock: take `now` (epoch milliseconds) as an argument (domain.md, The one engine).";
const chance = "The core has no randomness: derive choices from hash(seed, ...) (domain.md, The one engine).";
const timer = "The core has no timers: return the due instant and let the host wake up.";
const outside = "The core talks to nobody: return an effect and let the host carry it out.";
const platform = "The core runs in browsers, workers and servers alike: take what you need as an argument.";

/** Globals the pure core may not touch, with what to do instead. */
export const coreGlobals = [
  ...["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"].map(
    (name) => ({ name, message: timer }),
  ),
  ...["queueMicrotask", "requestAnimationFrame", "requestIdleCallback"].map((name) => ({
    name,
    message: timer,
  })),
  ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "navigator"].map((name) => ({
    name,
    message: outside,
  })),
  ...["performance"].map((name) => ({ name, message: clock })),
  ...["crypto"].map((name) => ({ name, message: chance })),
  ...[
    "process",
    "Buffer",
    "global",
    "globalThis",
    "self",
    "window",
    "document",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "location",
    "require",
    "module",
    "__dirname",
    "__filename",
    "console",
    "structuredClone",
  ].map((name) => ({ name, message: platform })),
];

/** Syntax the pure core may not use. */
export const coreSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: clock },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: clock },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: chance },
];

const kindMessage =
  "Nothing outside src-shared/nodes/<kind>/ asks for a kind: add what you need to the definition (src-shared/nodes/define.ts) and call it.";
const kindMember =
  ":matches(MemberExpression[property.name='kind'], ChainExpression:has(> MemberExpression[property.name='kind']))";

/**
 * Tests on a particular node kind. Two kinds compared with each other (`a.kind === b.kind`) name no kind and stay allowed.
 */
export const kindSyntax = [
  {
    selector: `BinaryExpression[operator=/^[!=]==?$/]:has(> ${kindMember}.left):not(:has(> ${kindMember}.right))`,
    message: kindMessage,
  },
  {
    selector: `BinaryExpression[operator=/^[!=]==?$/]:has(> ${kindMember}.right):not(:has(> ${kindMember}.left))`,
    message: kindMessage,
  },
  { selector: `SwitchStatement:has(> ${kindMember}.discriminant)`, message: kindMessage },
  {
    selector: `CallExpression[callee.property.name='includes'][callee.object.type='ArrayExpression']:has(> ${kindMember})`,
    message: kindMessage,
  },
];

/** Markup that would let somebody else's text act in the page (reliability.md, Untrusted content). */
export const markupSyntax = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: "Render text as text; show foreign HTML in the sandboxed preview frame.",
  },
  {
    selector: "Property[key.name='dangerouslySetInnerHTML']",
    message: "Render text as text; show foreign HTML in the sandboxed preview frame.",
  },
  {
    selector: "AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML)$/]",
    message: "Build elements with React; show foreign HTML in the sandboxed preview frame.",
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(insertAdjacentHTML|write|writeln)$/][callee.object.name='document']",
    message: "Build elements with React.",
  },
  {
    selector: "JSXOpeningElement[name.name='iframe']:not(:has(JSXAttribute[name.name='sandbox']))",
    message: "A frame shows foreign content: give it a sandbox attribute.",
  },
  {
    selector: "JSXAttribute[name.name='sandbox'] > Literal[value=/allow-scripts/]",
    message: "Foreign content never runs scripts.",
  },
];

/** Imports nobody may use. */
export const everywhereImports = [
  { name: "node:vm", message: "No code is made from text: conditions have their own grammar and evaluator." },
  { name: "vm", message: "No code is made from text: conditions have their own grammar and evaluator." },
];

/** Modules that open sockets. Only src-main/outbound may dial; src-main/http may listen. */
export const socketImports = ["http", "https", "http2", "net", "tls", "dns", "dns/promises", "dgram"]
  .flatMap((name) => [name, `node:${name}`])
  .concat("undici", "ws", "nodemailer")
  .concat(
    ["smtp-connection", "smtp-pool", "smtp-transport", "ses-transport", "fetch", "mailer", "xoauth2"].map(
      (name) => `nodemailer/lib/${name}`,
    ),
  )
  .map((name) => ({
    name,
    allowTypeImports: true,
    message: "Only src-main/outbound opens connections outwards (reliability.md, Untrusted content).",
  }));

/** Of web-push only what computes and opens nothing. */
export const pushImports = [
  {
    name: "web-push",
    allowImportNames: ["generateRequestDetails", "generateVAPIDKeys"],
    allowTypeImports: true,
    message: "Take the request's details from web-push and send it through src-main/outbound.",
  },
];

/** What the loopback host may not take from the modules it listens with. */
export const dialingNames = ["http", "https", "node:http", "node:https"].map((name) => ({
  name,
  importNames: ["request", "get", "Agent", "globalAgent"],
  message: "src-main/http listens; only src-main/outbound opens connections outwards.",
}));

/** Globals that open connections. */
export const socketGlobals = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) => ({
  name,
  message: "Only src-main/outbound opens connections outwards (reliability.md, Untrusted content).",
}));

/** The page reaches the service through one file. */
export const pageGlobals = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) => ({
  name,
  message: "The page reaches the service through src-renderer/transport.ts only.",
}));

/** `window.parcours` and its spellings, for the page. */
export const bridgeProperties = ["window", "globalThis", "self"].map((object) => ({
  object,
  property: "parcours",
  message: "Only src-renderer/transport.ts knows the desktop bridge.",
}));

/** Spellings of fetch that no-restricted-globals does not see. */
export const fetchProperties = ["window", "globalThis", "self", "global"].flatMap((object) =>
  ["fetch", "WebSocket"].map((property) => ({
    object,
    property,
    message: "Connections are opened in one place only: see docs/architecture.md.",
  })),
);
