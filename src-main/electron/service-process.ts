import { openService } from "../service/service.ts";
import { hostService } from "./service-host.ts";

// Entry of the utility process: the same service as in the browser and on the command line, reached over ports.
hostService(
  process.parentPort,
  async (dataDir) => {
    const service = await openService({ dataDir });
    return {
      router: service.router,
      createContext: () => service.createContext("ipc"),
      close: () => service.close(),
    };
  },
  (code) => process.exit(code),
);
