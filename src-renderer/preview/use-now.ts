import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { orpc } from "../app/api.ts";

/** The instant of the workspace's clock, epoch ms, as last heard: the time of a virtual clock, or nearly that of the machine. */
export function useNow(): number {
  const [opened] = useState(() => Date.now());
  return useQuery(orpc.workspace.info.queryOptions()).data?.clock.now ?? opened;
}
