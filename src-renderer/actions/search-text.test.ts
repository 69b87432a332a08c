import { expect, test } from "vitest";
import { searched } from "./search-text.ts";

const found = (wanted: string, texts: string[]) => searched(texts, (text) => text, wanted);

test("what begins with the letters comes first, then words, then the middle, then all words in any order", () => {
  const texts = ["Resend an email", "An email", "Email", "Voicemail", "Mail an e"];
  expect(found("email", texts)).toEqual(["Email", "Resend an email", "An email", "Voicemail"]);
  expect(found("mail", texts)).toEqual(["Mail an e", "Resend an email", "An email", "Email", "Voicemail"]);
  expect(found("an mail", texts)).toEqual(["Resend an email", "An email", "Mail an e"]);
});

test("accents, case and spaces around do not matter; nothing wanted finds everything", () => {
  expect(found("  declencheur ", ["Déclencheur", "Attente"])).toEqual(["Déclencheur"]);
  expect(found("É", ["étape", "x"])).toEqual(["étape"]);
  expect(found("", ["b", "a"])).toEqual(["b", "a"]);
});
