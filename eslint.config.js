import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";
import * as bans from "./scripts/lint/bans.mjs";

const tests = ["**/*.test.ts", "**/*.test.tsx", "tests/**", "bench/**"];
const sources = ["src-shared/**/*.ts", "src-main/**/*.ts", "src-renderer/**/*.{ts,tsx}"];
// nodes/define.ts, nodes/registry.ts and the like are not a kind's folder: the ban holds there.
const kindFolders = ["src-shared/nodes/*/**"];

/** Relative imports carry their extension, so that Node runs the same files without a build. */
const withExtension = {
  regex:
    "^\\.{1,2}/(?!.*\\.(ts|tsx|mts|mjs|js|json|css|svg|png|woff2|html|txt|mjml|ndjson|csv)(\\?[a-z]+)?$)",
  message: "Write the file's extension (.ts, .tsx).",
};

/** One rule set per list: eslint replaces a rule's options instead of merging them. */
function imports(paths, patterns = []) {
  return {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      { paths: [...bans.everywhereImports, ...paths], patterns: [withExtension, ...patterns] },
    ],
  };
}

function syntax(...lists) {
  return { "no-restricted-syntax": ["error", ...lists.flat()] };
}

const electron = {
  name: "electron",
  message: "Only src-main/electron knows Electron.",
};
const electronBelow = { group: ["electron/*"], message: "Only src-main/electron knows Electron." };

/** Type information comes from the project the file belongs to, named outright (tsconfig.*.json). */
function project(files, ignores, name) {
  return {
    files,
    ignores,
    languageOptions: { parserOptions: { project: [name], tsconfigRootDir: import.meta.dirname } },
  };
}

export default ts.config(
  {
    ignores: [
      "node_modules",
      "out",
      "release",
      "artifacts",
      "coverage",
      "test-results",
      "playwright-report",
      // Declarations that stand in for a library's: nothing in them runs.
      "types",
    ],
  },
  {
    // A rule that does not fit is changed here, in the open, never switched off in a file.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
  },

  // Plain JavaScript: configuration and scripts.
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: { "no-eval": "error", "no-new-func": "error", "no-unused-vars": "error", "prefer-const": "error" },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },

  // TypeScript, with types.
  { files: ["**/*.{ts,tsx}"], extends: [ts.configs.recommendedTypeChecked] },
  project(["src-shared/**/*.ts"], ["**/*.test.ts"], "tsconfig.shared.json"),
  project(["src-main/**/*.ts"], ["src-main/electron/preload.ts"], "tsconfig.main.json"),
  project(["src-main/electron/preload.ts"], [], "tsconfig.preload.json"),
  project(["src-renderer/**/*.{ts,tsx}"], ["**/*.test.{ts,tsx}"], "tsconfig.renderer.json"),
  project(
    ["src-{shared,renderer}/**/*.test.{ts,tsx}", "tests/**/*.ts", "bench/**/*.ts", "*.config.ts"],
    [],
    "tsconfig.tools.json",
  ),
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "no-eval": "error",
      "no-new-func": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-implied-eval": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          varsIgnorePattern: "^_",
          caughtErrorsIgnorePattern: "^_",
          ignoreRestSiblings: true,
        },
      ],
      // Handlers of one interface are async even where one of them has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/unbound-method": "off",
      // It disagrees with the native compiler that `npm run types` uses about a few inferred types.
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      ...imports([electron], [electronBelow]),
    },
  },
  { files: sources, ignores: tests, rules: { "max-lines": ["error", { max: 400 }] } },

  // The pure core.
  {
    files: ["src-shared/**/*.ts"],
    ignores: [...tests, ...kindFolders],
    rules: syntax(bans.coreSyntax, bans.kindSyntax),
  },
  { files: kindFolders, ignores: tests, rules: syntax(bans.coreSyntax) },
  {
    files: ["src-shared/**/*.ts"],
    ignores: [...tests, "src-shared/testing/**"],
    rules: {
      "no-restricted-globals": ["error", ...bans.coreGlobals],
      ...imports([electron], [electronBelow, { group: ["node:*"], message: "The core has no platform." }]),
    },
  },

  // The service, the command line and the shell.
  {
    files: ["src-main/**/*.ts"],
    ignores: tests,
    rules: {
      ...syntax(bans.kindSyntax),
      ...imports([electron, ...bans.socketImports, ...bans.pushImports], [electronBelow]),
      "no-restricted-globals": ["error", ...bans.socketGlobals],
      "no-restricted-properties": ["error", ...bans.fetchProperties],
    },
  },
  {
    files: ["src-main/http/**/*.ts"],
    ignores: tests,
    rules: {
      ...imports(
        [
          electron,
          ...bans.dialingNames,
          ...bans.socketImports.filter(({ name }) => !/^(node:)?http$|^ws$/.test(name)),
        ],
        [electronBelow],
      ),
    },
  },
  {
    files: ["src-main/electron/**/*.ts"],
    ignores: tests,
    rules: {
      ...imports([
        ...bans.socketImports,
        {
          name: "electron",
          importNames: ["net"],
          message: "Only src-main/outbound opens connections outwards.",
        },
      ]),
    },
  },
  {
    files: ["src-main/outbound/**/*.ts"],
    ignores: tests,
    rules: {
      ...imports([electron], [electronBelow]),
      "no-restricted-globals": "off",
      "no-restricted-properties": "off",
    },
  },

  // The page.
  { files: ["src-renderer/**/*.{ts,tsx}"], ...hooks.configs.flat["recommended-latest"] },
  {
    files: ["src-renderer/**/*.{ts,tsx}"],
    ignores: tests,
    rules: { ...syntax(bans.kindSyntax, bans.markupSyntax) },
  },
  {
    files: ["src-renderer/**/*.{ts,tsx}"],
    ignores: [...tests, "src-renderer/transport.ts"],
    rules: {
      ...imports(
        [
          electron,
          {
            name: "partysocket",
            message: "Only src-renderer/transport.ts knows how the service is reached.",
          },
        ],
        [
          electronBelow,
          {
            group: ["@orpc/client/*"],
            message: "Only src-renderer/transport.ts knows how the service is reached.",
          },
        ],
      ),
      "no-restricted-globals": ["error", ...bans.pageGlobals],
      "no-restricted-properties": ["error", ...bans.bridgeProperties, ...bans.fetchProperties],
    },
  },
);
