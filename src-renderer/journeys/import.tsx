import { Button, Group, Modal, Text } from "@mantine/core";
import { isDefinedError, ORPCError } from "@orpc/client";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FileFailure, FileOutcome, OpenedFile } from "../../src-shared/api/desktop.ts";
import { LIMITS } from "../../src-shared/limits.ts";
import { journeyInPng, journeyInSvg } from "../../src-shared/picture/embedded.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { api, desktop } from "../app/api.ts";
import { navigate, paths } from "../app/routes.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { toast } from "../ui/toast.ts";

type Asking =
  | { about: "exists"; id: string; file: OpenedFile }
  | { about: "problems"; problems: Problem[]; file: OpenedFile };

/** Import of journey files: from the file dialog, a drop, or the desktop shell; asks when the id is taken. */
export function useImport(): { pick: () => void; take: (file: File) => void; dialogs: ReactNode } {
  const { t } = useTranslation("journeys");
  const describe = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState<Asking>();

  const send = async (file: OpenedFile, ifExists: "refuse" | "replace" | "copy") => {
    setAsking(undefined);
    try {
      const text = journeyInSvg(file.text) ?? file.text;
      const { id } = await api.journeys.importText({ text, ifExists });
      toast("ok", t("imported"));
      navigate(paths.journey(id));
    } catch (error) {
      const problems = problemsOf(error);
      if (problems.length > 0) setAsking({ about: "problems", problems, file });
      else if (error instanceof ORPCError && isDefinedError(error) && error.code === "EXISTS")
        setAsking({ about: "exists", id: (error.data as { id: string }).id, file });
      else toast("bad", describe(error));
    }
  };
  const refuse = (code: FileFailure) => {
    if (code === "cancelled") return;
    toast("bad", t(code === "too-large" ? "tooLarge" : code === "not-text" ? "notText" : "unreadable"));
  };
  const receive = useEffectEvent((outcome: FileOutcome<OpenedFile>) => {
    if (outcome.ok) void send(outcome.file, "refuse");
    else refuse(outcome.code);
  });
  useEffect(() => desktop?.onOpenFile((outcome) => receive(outcome)), []);

  const take = async (file: File) => {
    const outcome = await readTextFile(file);
    if (outcome.ok) await send(outcome.file, "refuse");
    else refuse(outcome.code);
  };
  const pick = async () => {
    if (desktop === undefined) {
      input.current?.click();
      return;
    }
    const outcome = await desktop.openFile();
    if (outcome.ok) await send(outcome.file, "refuse");
    else refuse(outcome.code);
  };

  const close = () => setAsking(undefined);
  const dialogs = (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json,.svg,image/svg+xml,.png,image/png"
        hidden
        data-testid="import-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) void take(file);
        }}
      />
      <Modal
        opened={asking?.about === "exists"}
        onClose={close}
        title={asking?.about === "exists" ? t("existsTitle", { id: asking.id }) : ""}
        closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
      >
        <Text size="sm">{t("existsText")}</Text>
        <Group justify="flex-end" mt="md" gap={8}>
          <Button variant="default" onClick={() => asking && void send(asking.file, "replace")}>
            {t("replace")}
          </Button>
          <Button onClick={() => asking && void send(asking.file, "copy")}>{t("copy")}</Button>
        </Group>
      </Modal>
      <Modal
        opened={asking?.about === "problems"}
        onClose={close}
        size="lg"
        title={asking === undefined ? "" : t("unusableTitle", { file: asking.file.name })}
        closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
      >
        <Text size="sm">{t("unusableText")}</Text>
        {asking?.about === "problems" && <ProblemList problems={asking.problems} />}
      </Modal>
    </>
  );
  return { pick: () => void pick(), take: (file) => void take(file), dialogs };
}

async function readTextFile(file: File): Promise<FileOutcome<OpenedFile>> {
  if (file.size > LIMITS.documentBytes) return { ok: false, code: "too-large", name: file.name };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { ok: false, code: "unreadable", name: file.name };
  }
  try {
    // A picture may carry the journey it shows.
    const inside = journeyInPng(new Uint8Array(bytes));
    const text = inside ?? new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, file: { name: file.name, text } };
  } catch {
    return { ok: false, code: "not-text", name: file.name };
  }
}
