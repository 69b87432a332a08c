import { Trans, useTranslation } from "react-i18next";

interface Props {
  /** Variables that are written without a fallback though they may be missing. */
  variables: readonly string[];
  onAdd: (variable: string) => void;
}

/** Asks for a fallback where a personalised variable has none (product.md, Design); one click writes it. */
export function FallbackPrompts({ variables, onAdd }: Props) {
  const { t } = useTranslation("template");
  return variables.map((name) => (
    <div key={name} className="template-prompts" data-testid="fallback-prompt">
      <span>
        <Trans t={t} i18nKey="fallback" values={{ name }} components={{ name: <code /> }} />
      </span>
      <button type="button" aria-label={t("addFallbackFor", { name })} onClick={() => onAdd(name)}>
        {t("addFallback")}
      </button>
    </div>
  ));
}
