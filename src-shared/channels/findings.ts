import type { Finding } from "../person/findings.ts";

function finding(en: string, fr: string, hintEn: string, hintFr: string): Finding {
  return { severity: "error", en: { message: en, hint: hintEn }, fr: { message: fr, hint: hintFr } };
}

/** What can be wrong with the settings of a channel. */
export const CHANNEL_FINDINGS = {
  "bad-channel-setting": finding(
    "This value cannot be used.",
    "Cette valeur ne convient pas.",
    "Look at the example below the field.",
    "Voyez l’exemple sous le champ.",
  ),
  "channel-needs": finding(
    "Needed before the channel can be switched on.",
    "Nécessaire avant d’activer le canal.",
    "Fill it in, or leave the channel off: its messages then stay in the outbox.",
    "Remplissez-le, ou laissez le canal désactivé : ses messages restent alors dans la boîte d’envoi.",
  ),
  "bad-sender": finding(
    "This is no sender.",
    "Ce n’est pas un expéditeur.",
    "Write an address, or a name with an address: UponVoyage <hello@example.com>.",
    "Écrivez une adresse, ou un nom suivi d’une adresse : UponVoyage <bonjour@example.com>.",
  ),
  "plain-smtp-outside": finding(
    "Without encryption, only a local server that you allowed can be used.",
    "Sans chiffrement, seul un serveur local que vous avez autorisé peut être utilisé.",
    "Choose STARTTLS or TLS, or allow this host and port below.",
    "Choisissez STARTTLS ou TLS, ou autorisez cet hôte et ce port ci-dessous.",
  ),
  "plain-http-outside": finding(
    "Without https, only a local address that you allowed can be used.",
    "Sans https, seule une adresse locale que vous avez autorisée peut être utilisée.",
    "Write https://, or allow this host and port below.",
    "Écrivez https://, ou autorisez cet hôte et ce port ci-dessous.",
  ),
  "half-dkim": finding(
    "DKIM needs domain, selector and key together.",
    "DKIM demande le domaine, le sélecteur et la clé ensemble.",
    "Fill in all three, or none.",
    "Remplissez les trois, ou aucun.",
  ),
  "no-push-service": finding(
    "No push service is set up completely.",
    "Aucun service de notification n’est entièrement réglé.",
    "Fill in web push (address and keys), Firebase (service account) or Apple (team, key, topic).",
    "Remplissez le push web (adresse et clés), Firebase (compte de service) ou Apple (équipe, clé, sujet).",
  ),
  "bad-secret": finding(
    "This secret is not of the form the service gives out.",
    "Ce secret n’a pas la forme que donne le service.",
    "Paste the whole content of the file, unchanged.",
    "Collez tout le contenu du fichier, sans le modifier.",
  ),
  "unreadable-secret": finding(
    "A secret cannot be opened here.",
    "Un secret ne peut pas être ouvert ici.",
    "It was sealed by another program or key. Enter it again.",
    "Il a été scellé par un autre programme ou une autre clé. Saisissez-le de nouveau.",
  ),
  "no-safe-storage": finding(
    "This machine has no safe place for secrets.",
    "Cette machine n’a pas d’endroit sûr pour les secrets.",
    "Set up a keyring of the system, then try again.",
    "Installez un trousseau de clés du système, puis réessayez.",
  ),
  "bad-secret-key": finding(
    "PARCOURS_SECRET_KEY is not a key of 32 bytes.",
    "PARCOURS_SECRET_KEY n’est pas une clé de 32 octets.",
    "Write 32 random bytes as base64 or as 64 hexadecimal digits.",
    "Écrivez 32 octets aléatoires en base64 ou 64 chiffres hexadécimaux.",
  ),
} satisfies Record<string, Finding>;
