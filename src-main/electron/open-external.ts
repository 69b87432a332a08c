import { shell } from "electron";

/** Longer addresses are no links people click. */
const longest = 2_000;

/**
 * The only way out of the app to another program: a web address over https or a mail address, after a click. Anything
 * else (files, scripts, other programs' schemes, addresses with a password in them) is refused.
 * @param clicked whether the person just acted, as the preload script saw it
 * @returns whether the address was handed to the system
 */
export async function openExternal(address: string, clicked: boolean): Promise<boolean> {
  if (!clicked || address.length > longest || hasControl(address) || !URL.canParse(address)) return false;
  const url = new URL(address);
  const isWeb =
    url.protocol === "https:" && url.hostname !== "" && url.username === "" && url.password === "";
  if (!isWeb && url.protocol !== "mailto:") return false;
  await shell.openExternal(url.href);
  return true;
}

function hasControl(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(text);
}
