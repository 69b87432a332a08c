import ts from "typescript";

/** Where a name of Electron may be used; everywhere else it is banned. Paths are relative to the checkout. */
const homes: Readonly<Record<string, string>> = {
  shell: "src-main/electron/open-external.ts",
  BrowserWindow: "src-main/electron/window.ts",
  ipcMain: "src-main/electron/ipc.ts",
  ipcRenderer: "src-main/electron/preload.ts",
  contextBridge: "src-main/electron/preload.ts",
  safeStorage: "src-main/electron/secrets.ts",
  utilityProcess: "src-main/electron/service-supervisor.ts",
  protocol: "src-main/electron/protocol.ts",
};

/** Names of Electron that nothing may import. */
const neverImported = [
  "remote",
  "net",
  "webFrame",
  "BrowserView",
  "WebContentsView",
  "BaseWindow",
  "desktopCapturer",
];

/** Settings that open a hole, with the value that does; undefined means any value. */
const holes: Readonly<Record<string, boolean | undefined>> = {
  contextIsolation: false,
  sandbox: false,
  webSecurity: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webviewTag: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  navigateOnDragDrop: true,
  enableBlinkFeatures: undefined,
  disableBlinkFeatures: undefined,
  bypassCSP: true,
  corsEnabled: true,
  allowServiceWorkers: true,
};

/** Methods that run text, load files as pages or loosen Chromium. */
const bannedMethods = [
  "executeJavaScript",
  "executeJavaScriptInIsolatedWorld",
  "loadFile",
  "registerFileProtocol",
  "interceptFileProtocol",
  "appendSwitch",
  "setCertificateVerifyProc",
  "openDevTools",
  "sendSync",
];

const bannedModules = ["vm", "node:vm", "@electron/remote", "electron/remote"];

/**
 * Finds what the shell must never do (reliability.md, Electron shell), by syntax and not by text, so that comments and
 * names in strings do not count.
 * @param file path relative to the checkout, which decides what is allowed
 */
export function findBannedCalls(file: string, text: string): string[] {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(...bannedImports(file, node));
    if (ts.isPropertyAssignment(node)) found.push(...openHoles(node));
    if (ts.isShorthandPropertyAssignment(node) && node.name.text in holes) {
      found.push(`${node.name.text} must be a literal`);
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...bannedCall(node));
    if (ts.isJsxOpeningLikeElement(node) && node.tagName.getText() === "webview") found.push("<webview>");
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function bannedImports(file: string, node: ts.ImportDeclaration): string[] {
  const module = (node.moduleSpecifier as ts.StringLiteral).text;
  if (bannedModules.includes(module)) return [`import of ${module}`];
  if (module !== "electron") return [];
  if (node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  if (!file.startsWith("src-main/electron/")) return ["import of electron outside src-main/electron"];
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return ["import of electron as a whole"];
  return bindings.elements
    .filter((element) => !element.isTypeOnly)
    .map((element) => (element.propertyName ?? element.name).text)
    .flatMap((name) => {
      if (neverImported.includes(name)) return [`import of electron's ${name}`];
      const home = homes[name];
      return home !== undefined && home !== file ? [`import of electron's ${name} outside ${home}`] : [];
    });
}

function openHoles(node: ts.PropertyAssignment): string[] {
  const name = ts.isComputedPropertyName(node.name) ? "" : node.name.text;
  if (!(name in holes)) return [];
  const isTrue = node.initializer.kind === ts.SyntaxKind.TrueKeyword;
  const isFalse = node.initializer.kind === ts.SyntaxKind.FalseKeyword;
  if (!isTrue && !isFalse) return [`${name} must be a literal`];
  return holes[name] === undefined || holes[name] === isTrue ? [`${name}: ${isTrue}`] : [];
}

function bannedCall(node: ts.CallExpression | ts.NewExpression): string[] {
  const { expression } = node;
  if (ts.isIdentifier(expression) && ["eval", "Function"].includes(expression.text)) return [expression.text];
  const timers = ["setTimeout", "setInterval", "setImmediate"];
  const [first] = node.arguments ?? [];
  if (
    ts.isIdentifier(expression) &&
    timers.includes(expression.text) &&
    first &&
    ts.isStringLiteralLike(first)
  ) {
    return [`${expression.text} of text`];
  }
  if (expression.kind === ts.SyntaxKind.ImportKeyword || expression.getText() === "require") {
    const named = first && ts.isStringLiteralLike(first) ? first.text : "";
    return named === "electron" || bannedModules.includes(named) ? [`loading of ${named}`] : [];
  }
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const method = expression.name.text;
  if (bannedMethods.includes(method)) return [method];
  const owner = expression.expression.getText();
  return ["eval", "Function"].includes(method) && ["globalThis", "window", "self", "global"].includes(owner)
    ? [`${owner}.${method}`]
    : [];
}
