import { ActionIcon, Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContentKeyChange } from "../../src-shared/api/content-keys.ts";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";

const EMPTY = { origin: "", header: "", secret: "" };

/** Secret headers of connected content, by origin. A secret goes in here and never comes back. */
export function ContentKeys() {
  const { t } = useTranslation("channels");
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const keys = useQuery(orpc.channels.contentKeys.queryOptions());
  const save = useMutation(
    orpc.channels.setContentKey.mutationOptions({
      onSuccess: async (_now, { secret }) => {
        if (secret !== null) setDraft(EMPTY);
        await queries.invalidateQueries({ queryKey: orpc.channels.key() });
      },
      onError: (error) => toast("bad", errorText(error)),
    }),
  );
  const isOrigin = ContentKeyChange.shape.origin.safeParse(draft.origin).success;
  const isWhole = ContentKeyChange.safeParse(draft).success;
  return (
    <form
      className="channel-targets"
      data-testid="content-keys"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) save.mutate(draft);
      }}
    >
      <h3>{t("content.title")}</h3>
      <p>{t("content.help")}</p>
      <ul>
        {keys.data?.map(({ origin, header, state }) => (
          <li key={`${origin} ${header}`}>
            <code>
              {origin} · {header}
            </code>
            <span>{t(`content.state.${state}`)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("content.remove", { origin, header, interpolation: { escapeValue: false } })}
              onClick={() => save.mutate({ origin, header, secret: null })}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group align="start">
        <TextInput
          label={t("content.origin")}
          placeholder="https://api.example.com"
          value={draft.origin}
          autoComplete="off"
          spellCheck={false}
          error={draft.origin.trim() !== "" && !isOrigin ? t("content.wrong") : undefined}
          onChange={(event) => setDraft({ ...draft, origin: event.currentTarget.value })}
        />
        <TextInput
          label={t("content.header")}
          placeholder="X-Api-Key"
          value={draft.header}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDraft({ ...draft, header: event.currentTarget.value })}
        />
        <PasswordInput
          label={t("content.secret")}
          className="narrow-input"
          miw={180}
          value={draft.secret}
          autoComplete="new-password"
          onChange={(event) => setDraft({ ...draft, secret: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" mt={20} disabled={!isWhole} loading={save.isPending}>
          {t("content.keep")}
        </Button>
      </Group>
    </form>
  );
}
