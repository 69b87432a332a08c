import { memo, type ReactNode } from "react";
import type { Send } from "../../src-shared/engine/run.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Answer } from "../outbox/reading.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { Met } from "./Met.tsx";
import { Received } from "./Received.tsx";
import type { Seen, Walk } from "./seen.ts";

interface Props {
  walk: Walk | undefined;
  /** How many lines of the trace are seen, and what that comes to. */
  upTo: number;
  seen: Seen | undefined;
  journey: Journey;
  who: Pick<Chosen, "name" | "person">;
  zone: string;
  shown: string | undefined;
  onShow: (sendId: string | undefined) => void;
  onAnswer: ((send: Send, given: Answer) => void) | undefined;
  /** In the place of what she gets, when there is nothing to show. */
  instead: ReactNode;
}

/** What she got by now, and what the walk met that its author should know of. Drawn again only with what it shows. */
export const ReceivedTab = memo(function ReceivedTab(props: Props) {
  const { walk, upTo, seen, journey, who, zone, shown, onShow, onAnswer, instead } = props;
  return (
    <>
      {walk !== undefined && upTo > 0 && <Met walk={walk} upTo={upTo} journey={journey} />}
      {instead ??
        (seen !== undefined && (
          <Received
            seen={seen}
            atEnd={upTo >= (walk?.trace.length ?? 0)}
            journey={journey}
            chosen={who}
            zone={zone}
            shown={shown}
            onShow={onShow}
            onAnswer={onAnswer}
          />
        ))}
    </>
  );
});
