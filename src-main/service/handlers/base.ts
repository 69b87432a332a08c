import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../src-shared/api/contract.ts";
import { StoreError } from "../../store/errors.ts";
import type { ServiceContext } from "../context.ts";

/**
 * The contract, ready to be given handlers that receive the service's context. What a failing disk or a damaged file
 * does to any of them is an answer with a code, not a defect: the page keeps what it has and says why.
 */
export const api = implement(contract)
  .$context<ServiceContext>()
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      const unreadable = error instanceof StoreError && error.code === "unparsable" ? error.code : undefined;
      const code = context.health.hear(error) ?? unreadable;
      if (code === undefined) throw error;
      // It looks for room again from now on, so that freeing some is enough.
      if (code === "disk-full") context.writer().scheduler.wake();
      throw new ORPCError("REFUSED", { status: 403, data: { code }, cause: error });
    }
  });
