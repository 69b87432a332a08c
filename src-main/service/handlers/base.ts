import { implement } from "@orpc/server";
import { contract } from "../../../src-shared/api/contract.ts";
import type { ServiceContext } from "../context.ts";

/** The contract, ready to be given handlers that receive the service's context. */
export const api = implement(contract).$context<ServiceContext>();
