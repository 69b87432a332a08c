import { PeopleList } from "./PeopleList.tsx";
import { Profile } from "./Profile.tsx";
import "./texts.ts";

/** Everybody in the workspace, or one of them (product.md, People). */
export function PeoplePage({ personId }: { personId?: string | undefined }) {
  return personId === undefined ? <PeopleList /> : <Profile key={personId} personId={personId} />;
}
