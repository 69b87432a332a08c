import { addLinkKey } from "../../links/keys.ts";
import { readLocalPages, readPageSettings, savePageSettings } from "../../links/page-settings.ts";
import type { ServiceContext } from "../context.ts";
import { api } from "./base.ts";

/** The settings of the pages that people reach from messages. */
export const pages = {
  pages: api.workspace.pages.handler(({ context }) => stateOf(context)),

  setPages: api.workspace.setPages.handler(({ context, input }) => {
    savePageSettings(context.writer().db, input);
    context.changes.tell("workspace");
    return stateOf(context);
  }),

  renewLinkKey: api.workspace.renewLinkKey.handler(({ context }) => {
    const { id } = addLinkKey(context.writer().db);
    context.changes.tell("workspace");
    return { key: id };
  }),
};

function stateOf({ db, pages: served }: ServiceContext) {
  const local = served.local ?? readLocalPages(db);
  return {
    ...readPageSettings(db),
    ...(local === undefined ? {} : { local }),
    ...(served.trouble === undefined ? {} : { trouble: served.trouble }),
  };
}
