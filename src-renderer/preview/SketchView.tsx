import { Button } from "@mantine/core";
import { CircleSlash, Info, RotateCcw, TriangleAlert } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SketchAnswer } from "../../src-shared/api/sketch.ts";
import { wayOfReply } from "../../src-shared/engine/sketch.ts";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { useBuilder } from "../canvas/store.ts";
import { readMessage } from "../outbox/message.ts";
import { MessagePreview } from "../outbox/MessagePreview.tsx";
import type { Platform } from "../outbox/PushPreview.tsx";
import type { Answer } from "../outbox/reading.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import css from "./preview.module.css";
import { readingOfSketch } from "./sketch-reading.ts";

interface Props {
  node: JourneyNode;
  answer: SketchAnswer;
  chosen: Chosen;
  platform: Platform;
}

/** What came of a sketch: the message, what would keep it from her, and where an answer to it would lead. */
export function SketchView({ node, answer: made, chosen, platform }: Props) {
  const { t } = useTranslation("preview");
  const { t: words } = useTranslation("outbox");
  const { t: reason } = useTranslation("reason");
  const sender = useBuilder(({ journey }) => journey.name);
  const [given, setGiven] = useState<Answer>();
  if (made.is === "unready") return <EmptyState title={t("unready")} text="" />;
  const channel = words(`channels.${made.channel}`, { defaultValue: made.channel }).toLowerCase();
  const obstacles = made.obstacles.map((code) => (
    <Line key={code} tone="warn" icon={<CircleSlash size={14} aria-hidden />}>
      {t(`obstacles.${code}`, { name: chosen.name, channel, defaultValue: code })}
    </Line>
  ));
  if (made.is === "failed")
    return (
      <>
        {obstacles}
        {made.reason === "empty-content" ? (
          <EmptyState title={t("empty")} text={t("emptyHelp", { name: chosen.name })} />
        ) : (
          <Line tone="bad" icon={<TriangleAlert size={14} aria-hidden />}>
            {made.part === undefined ? t("failed") : t("failedPart", { part: made.part })}{" "}
            {reason(made.reason ?? "", { defaultValue: made.reason })}
            {made.detail !== undefined && <code className={css.detail}>{made.detail}</code>}
          </Line>
        )}
      </>
    );
  return (
    <>
      {obstacles}
      <Drawn
        // Another message has nothing to do with how the last one was looked at.
        key={node.id}
        made={made}
        chosen={chosen}
        sender={sender}
        platform={platform}
        given={given}
        onAnswer={setGiven}
      />
      {given !== undefined && (
        <Answered
          node={node}
          chosen={chosen}
          at={made.at}
          given={given}
          onAgain={() => setGiven(undefined)}
        />
      )}
      {made.missing.length > 0 && (
        <Line tone="plain" icon={<Info size={14} aria-hidden />}>
          {t("missing", { name: chosen.name, names: made.missing.join(", ") })}
        </Line>
      )}
    </>
  );
}

interface DrawnProps {
  made: Exclude<SketchAnswer, { is: "unready" }>;
  chosen: Chosen;
  sender: string;
  platform: Platform;
  given: Answer | undefined;
  onAnswer: (given: Answer) => void;
}

function Drawn({ made, chosen, sender, platform, given, onAnswer }: DrawnProps) {
  const message = useMemo(() => readMessage(made.rendered, made.channel), [made]);
  const html = message.shape === "email" ? message.email.html : "";
  return (
    <MessagePreview
      // After "answer again" the form is as she first saw it.
      key={given === undefined ? "open" : "answered"}
      reading={readingOfSketch(made, chosen, { sender, answer: given, onAnswer })}
      message={message}
      html={{ key: html, read: () => Promise.resolve(html) }}
      platform={platform}
    />
  );
}

function Answered(props: {
  node: JourneyNode;
  chosen: Chosen;
  at: number;
  given: Answer;
  onAgain: () => void;
}) {
  const { node, chosen, at, given, onAgain } = props;
  const { t } = useTranslation("preview");
  const locale = useLocale();
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  const port =
    kind === undefined || params?.success !== true
      ? undefined
      : wayOfReply({ nodeId: node.id, kind, params: params.data, person: chosen.person, now: at }, given);
  const label =
    port === undefined || kind === undefined || params?.success !== true
      ? undefined
      : (kind.ports(params.data).find(({ id }) => id === port)?.label[locale] ?? port);
  return (
    <div className={css.answered} role="status" data-testid="preview-leaves">
      <span>{label === undefined ? t("leavesNone") : t("leaves", { port: label })}</span>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<RotateCcw size={12} aria-hidden />}
        onClick={onAgain}
      >
        {t("again")}
      </Button>
    </div>
  );
}

function Line({
  tone,
  icon,
  children,
}: {
  tone: "warn" | "bad" | "plain";
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <p className={css.line} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </p>
  );
}
