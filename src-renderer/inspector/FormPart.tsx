import { useMemo, type ReactNode } from "react";
import { valueAt, type Place } from "../../src-shared/journey/place.ts";
import { useSameList } from "../ui/use-same-list.ts";
import { useStable } from "../ui/use-stable.ts";
import { isWithin, PartContext, pathOf, useForm, type Form } from "./form-context.ts";

/**
 * A part of a form whose fields look at nothing outside of it: what changes elsewhere in the form draws none of them
 * anew. A branch of nine ways out would otherwise draw nine conditions for each letter.
 * @param place of the part; the same list while it is the same
 */
export function FormPart({ place, children }: { place: Place; children: ReactNode }) {
  const form = useForm();
  const { id, texts, nodeId, group } = form;
  const path = pathOf(place);
  const value = form.valueAt(place);
  const problems = useSameList(form.problems.filter((each) => isWithin(each.path, path)));
  const set = useStable(form.set);
  const part = useMemo(
    (): Form => ({
      ...{ id, texts, problems, set },
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(group === undefined ? {} : { group }),
      valueAt: (at) => valueAt(value, at.slice(place.length)),
    }),
    [id, texts, problems, set, nodeId, group, value, place],
  );
  return <PartContext value={part}>{children}</PartContext>;
}
