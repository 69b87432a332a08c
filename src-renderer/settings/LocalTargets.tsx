import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";

/** Hosts and ports of the user's own network that messages may go to; everything else in it is refused. */
export function LocalTargets() {
  const { t } = useTranslation("channels");
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const targets = useQuery(orpc.channels.localTargets.queryOptions());
  const save = useMutation(
    orpc.channels.setLocalTargets.mutationOptions({
      onSuccess: async () => {
        setText("");
        await queries.invalidateQueries({ queryKey: orpc.channels.key() });
      },
      onError: (error) => toast("bad", errorText(error)),
    }),
  );
  const now = targets.data ?? [];
  const [, host = "", port = ""] = /^\[?([^\s/]+?)\]?:(\d{1,5})$/.exec(text.trim()) ?? [];
  const isRight = host !== "" && Number(port) >= 1 && Number(port) <= 65_535;
  return (
    <form
      className="channel-targets"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) save.mutate([...now, { host, port: Number(port) }]);
      }}
    >
      <h3>{t("local.title")}</h3>
      <p>{t("local.help")}</p>
      <ul>
        {now.map((target) => (
          <li key={`${target.host}:${target.port}`}>
            <code>
              {target.host}:{target.port}
            </code>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("local.remove", target)}
              onClick={() => save.mutate(now.filter((other) => other !== target))}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group align="end">
        <TextInput
          label={t("local.add")}
          placeholder="localhost:1025"
          value={text}
          autoComplete="off"
          spellCheck={false}
          error={text.trim() !== "" && !isRight ? t("local.wrong") : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!isRight} loading={save.isPending}>
          {t("local.allow")}
        </Button>
      </Group>
    </form>
  );
}
