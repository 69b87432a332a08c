import { TextInput, type TextInputProps } from "@mantine/core";
import { Search } from "lucide-react";

interface Props extends Omit<TextInputProps, "type" | "leftSection" | "placeholder" | "onChange"> {
  /** What is searched: its name, and what stands in it while it is empty. */
  "aria-label": string;
  value: string;
  onChange: (value: string) => void;
}

/** A field by which a list is searched while one types. */
export function SearchField({ onChange, ...input }: Props) {
  return (
    <TextInput
      {...input}
      type="search"
      placeholder={input["aria-label"]}
      leftSection={<Search size={14} aria-hidden />}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
