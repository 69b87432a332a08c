// Arrows point one way: renderer -> shared <- main (docs/architecture.md). Run by scripts/boundaries.mjs, which also
// fails when fewer modules were read than there are files.

const testFile = "\\.test\\.tsx?$";

/** In src-shared: files of `from` may not reach `to`. */
function layer(name, comment, from, to) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: `^src-shared/${from}`, pathNot: testFile },
    to: { path: `^src-shared/${to}` },
  };
}

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "A circle has no layers: move what both need into a file below them.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere would hide an arrow from every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "simulation-reaches-nobody",
      comment: "What is simulated asks nobody outside and stores nothing: no way to either may be at hand.",
      severity: "error",
      from: { path: "^src-main/simulate/simulate-worker" },
      to: { path: "^src-main/(outbound|channels|http|store|scheduler|service)/", reachable: true },
    },
    {
      name: "shared-imports-nobody",
      comment: "src-shared is below everything else.",
      severity: "error",
      from: { path: "^src-shared/" },
      to: { path: "^(src-main|src-renderer|tests|bench|scripts|out)/" },
    },
    {
      name: "shared-has-no-platform",
      comment: "src-shared runs in browsers, workers and servers alike.",
      severity: "error",
      from: { path: "^src-shared/", pathNot: testFile },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "shared-without-electron-or-interface",
      severity: "error",
      from: { path: "^src-shared/", pathNot: testFile },
      to: { path: "node_modules/(electron|react|react-dom|better-sqlite3|ws|@mantine|@xyflow)/" },
    },
    {
      name: "renderer-sees-shared-only",
      severity: "error",
      from: { path: "^src-renderer/" },
      to: { path: "^(src-main|tests|bench|scripts|out)/" },
    },
    {
      name: "renderer-has-no-node",
      severity: "error",
      from: { path: "^src-renderer/", pathNot: testFile },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "renderer-without-node-packages",
      severity: "error",
      from: { path: "^src-renderer/" },
      to: { path: "node_modules/(electron|better-sqlite3|ws|mjml|liquidjs|write-file-atomic)/" },
    },
    {
      name: "main-does-not-see-the-page",
      severity: "error",
      from: { path: "^src-main/" },
      to: { path: "^(src-renderer|tests|bench|scripts|out)/" },
    },
    {
      name: "service-on-top",
      comment:
        "The service puts the parts together; a part that reaches up to it can be put into no other host.",
      severity: "error",
      from: {
        path: "^src-main/(store|scheduler|outbound|channels|render|secrets|links)/",
        pathNot: [testFile, "/testing/"],
      },
      to: { path: "^src-main/(service|http|electron|cli)/" },
    },
    {
      name: "electron-in-its-folder",
      comment: "The service and the command line run without Electron.",
      severity: "error",
      from: { path: "^src-", pathNot: "^src-main/electron/" },
      to: { path: "node_modules/electron/" },
    },
    {
      name: "shell-on-top",
      comment: "Nothing of the service knows the shell around it.",
      severity: "error",
      from: { path: "^src-main/", pathNot: "^src-main/electron/" },
      to: { path: "^src-main/electron/" },
    },
    {
      name: "mjml-in-the-render-worker",
      comment: "MJML is large and handles foreign text: it stays in the worker that can be killed.",
      severity: "error",
      from: { path: "^src-", pathNot: "^src-main/render/" },
      to: { path: "node_modules/(mjml|mjml-[^/]+)/" },
    },

    // Layers inside the core, from the bottom up.
    layer(
      "time-at-the-bottom",
      "Zones, windows and durations know nothing of journeys.",
      "time/",
      "(person|conditions|nodes|graph|journey|compile|engine|simulate|api)/",
    ),
    layer(
      "person-below-journeys",
      "A person exists without any journey.",
      "person/",
      "(nodes|journey|compile|engine|simulate|api)/",
    ),
    layer(
      "conditions-below-nodes",
      "Conditions are asked by nodes, never the other way round.",
      "conditions/",
      "(nodes|compile|engine|simulate|api)/",
    ),
    layer("nodes-below-hosts", "A kind does not know who runs it.", "nodes/", "(simulate|api)/"),
    layer("journey-below-hosts", "A document does not know who runs it.", "journey/", "(simulate|api)/"),
    layer(
      "compile-below-hosts",
      "The compiler does not know who runs the graph.",
      "compile/",
      "(simulate|api)/",
    ),
    layer("engine-below-hosts", "The engine decides, hosts do.", "engine/", "(simulate|api)/"),
    {
      name: "kinds-apart",
      comment: "A kind is one folder: it never reaches into another kind's folder.",
      severity: "error",
      from: { path: "^src-shared/nodes/([^/]+)/", pathNot: testFile },
      to: { path: "^src-shared/nodes/[^/]+/", pathNot: "^src-shared/nodes/$1/" },
    },
    {
      name: "kinds-through-the-registry",
      comment: "Only nodes/registry.ts lists kinds; everything else asks the registry.",
      severity: "error",
      from: {
        path: "^src-",
        pathNot: `^src-shared/nodes/(registry\\.ts$|[^/]+/)|${testFile}`,
      },
      to: { path: "^src-shared/nodes/[^/]+/" },
    },
    {
      name: "named-folders",
      comment: "A helper lives with what it helps.",
      severity: "error",
      from: { path: "^src-.*/(utils?|helpers?|common|misc)(/|\\.tsx?$)" },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      conditionNames: ["import", "types", "node", "default"],
      exportsFields: ["exports"],
    },
  },
};
