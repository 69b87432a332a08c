import { pullLevers } from "./pull.ts";

// The command line with test levers. Loaded after they are set; an import at the top would run before.
pullLevers(process.env);
await import("../cli/main.ts");
