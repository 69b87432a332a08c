import { startPages } from "../http/pages/start-pages.ts";
import { openService } from "../service/service.ts";
import { keychainSealer } from "./keychain.ts";
import { hostService } from "./service-host.ts";

// Entry of the utility process: the same service as in the browser and on the command line, reached over ports.
const sealer = keychainSealer(process.parentPort);

hostService(
  process.parentPort,
  async (dataDir, onUpdate) => {
    const service = await openService({ dataDir, sealer, rescue: true, onUpdate });
    const endPages = await startPages(service.context);
    return {
      router: service.router,
      createContext: () => service.createContext("ipc"),
      close: async () => {
        await endPages();
        await service.close();
      },
    };
  },
  (code) => process.exit(code),
);
