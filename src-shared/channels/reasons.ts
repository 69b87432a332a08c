/** What a channel may say of a message: a short text for lists, and what to do about it. */
export interface ReasonText {
  text: string;
  hint: string;
}

function both(en: string, hintEn: string, fr: string, hintFr: string): Record<"en" | "fr", ReasonText> {
  return { en: { text: en, hint: hintEn }, fr: { text: fr, hint: hintFr } };
}

/** Reasons of attempts (the error tables in src-main/channels), in both languages. */
export const CHANNEL_REASONS = {
  "connection-refused": both(
    "the server refused the connection",
    "Check host and port, and whether the server runs.",
    "le serveur a refusé la connexion",
    "Vérifiez l’hôte et le port, et que le serveur fonctionne.",
  ),
  unreachable: both(
    "the server cannot be reached",
    "Check the network of this machine.",
    "le serveur est injoignable",
    "Vérifiez le réseau de cette machine.",
  ),
  "no-such-host": both(
    "no server of this name",
    "Check the spelling, and whether this machine is online.",
    "aucun serveur de ce nom",
    "Vérifiez l’orthographe, et que cette machine est en ligne.",
  ),
  timeout: both(
    "no answer in time",
    "The server or a firewall keeps silent. Check the port.",
    "pas de réponse à temps",
    "Le serveur ou un pare-feu reste muet. Vérifiez le port.",
  ),
  "connection-lost": both(
    "the connection broke off",
    "It is tried again. If it stays so, ask who runs the server.",
    "la connexion a été coupée",
    "Un nouvel essai suit. Si cela dure, demandez à qui gère le serveur.",
  ),
  "tls-failed": both(
    "the encryption could not be agreed on",
    "Check the kind of encryption and the name on the server’s certificate; add its authority if it is your own.",
    "le chiffrement n’a pas pu être établi",
    "Vérifiez le type de chiffrement et le nom sur le certificat du serveur ; ajoutez son autorité si c’est la vôtre.",
  ),
  "forbidden-address": both(
    "an address in your own network that is not allowed",
    "If this is meant, allow exactly this host and port in the settings.",
    "une adresse de votre propre réseau qui n’est pas autorisée",
    "Si c’est voulu, autorisez exactement cet hôte et ce port dans les réglages.",
  ),
  "bad-url": both(
    "not a web address",
    "An address starts with https:// and holds no name or password.",
    "ce n’est pas une adresse web",
    "Une adresse commence par https:// et ne contient ni nom ni mot de passe.",
  ),
  "bad-header": both(
    "a header that cannot be sent",
    "Names of headers are letters, digits and hyphens; values have no line break.",
    "un en-tête qui ne peut pas être envoyé",
    "Les noms d’en-tête sont des lettres, chiffres et tirets ; les valeurs n’ont pas de saut de ligne.",
  ),
  "bad-redirect": both(
    "redirected to where it may not go",
    "Enter the final address.",
    "redirigé vers un endroit interdit",
    "Saisissez l’adresse finale.",
  ),
  "too-many-redirects": both(
    "redirected too often",
    "Enter the final address.",
    "trop de redirections",
    "Saisissez l’adresse finale.",
  ),
  "answer-too-large": both(
    "the answer was larger than 1 MiB",
    "Ask the receiver for a shorter answer.",
    "la réponse dépassait 1 Mio",
    "Demandez une réponse plus courte au destinataire.",
  ),
  "bad-answer": both(
    "the answer could not be read",
    "The server does not speak what the settings say.",
    "la réponse est illisible",
    "Le serveur ne parle pas ce que disent les réglages.",
  ),
  aborted: both(
    "stopped before it was sent",
    "It is tried again.",
    "arrêté avant l’envoi",
    "Un nouvel essai suit.",
  ),
  "answer-lost": both(
    "the answer was lost: it may have arrived",
    "Look whether it arrived; send it again or mark it sent.",
    "la réponse s’est perdue : il est peut-être arrivé",
    "Voyez s’il est arrivé ; renvoyez-le ou marquez-le envoyé.",
  ),
  "sign-in-refused": both(
    "the sign-in was refused",
    "Enter account and secret again.",
    "l’identification a été refusée",
    "Saisissez de nouveau le compte et le secret.",
  ),
  "server-closing": both(
    "the server takes nothing at the moment",
    "It is tried again later.",
    "le serveur n’accepte rien pour le moment",
    "Un nouvel essai suit plus tard.",
  ),
  "server-refused": both(
    "the server refused us",
    "It may not know this machine, or not like its name. Ask who runs it.",
    "le serveur nous a refusés",
    "Il ne connaît peut-être pas cette machine, ou refuse son nom. Demandez à qui le gère.",
  ),
  "recipient-deferred": both(
    "the mailbox takes nothing at the moment",
    "It is tried again later.",
    "la boîte n’accepte rien pour le moment",
    "Un nouvel essai suit plus tard.",
  ),
  "recipient-refused": both(
    "there is no such mailbox, or it refuses",
    "Correct the person’s address.",
    "cette boîte n’existe pas, ou refuse",
    "Corrigez l’adresse de la personne.",
  ),
  "sender-deferred": both(
    "the sender is not accepted at the moment",
    "It is tried again later.",
    "l’expéditeur n’est pas accepté pour le moment",
    "Un nouvel essai suit plus tard.",
  ),
  "sender-refused": both(
    "the sender is not accepted",
    "Use a sender that the server lets this account use.",
    "l’expéditeur n’est pas accepté",
    "Utilisez un expéditeur que le serveur permet à ce compte.",
  ),
  "message-deferred": both(
    "the message is not taken at the moment",
    "It is tried again later.",
    "le message n’est pas accepté pour le moment",
    "Un nouvel essai suit plus tard.",
  ),
  "message-refused": both(
    "the message was refused",
    "Read the server’s words: size and content are the usual reasons.",
    "le message a été refusé",
    "Lisez les mots du serveur : la taille ou le contenu en sont souvent la cause.",
  ),
  "bad-address": both(
    "not an address that can be sent to",
    "Correct the person’s address.",
    "une adresse à laquelle on ne peut rien envoyer",
    "Corrigez l’adresse de la personne.",
  ),
  "no-sender": both(
    "no sender",
    "Set one in the settings of email, or in the step.",
    "aucun expéditeur",
    "Indiquez-en un dans les réglages de l’e-mail, ou dans l’étape.",
  ),
  "no-unsubscribe-address": both(
    "promotional email needs a public https address to unsubscribe",
    "Set the public address in the settings. Until then, leave email to the outbox, or send service messages only.",
    "un e-mail promotionnel demande une adresse https publique de désabonnement",
    "Indiquez l’adresse publique dans les réglages. D’ici là, laissez l’e-mail à la boîte d’envoi, ou n’envoyez que des messages de service.",
  ),
  "channel-problem": both(
    "the channel’s settings have a problem",
    "Open the settings of this channel; its messages wait until it is mended.",
    "les réglages du canal ont un problème",
    "Ouvrez les réglages de ce canal ; ses messages attendent la réparation.",
  ),
  "asked-to-wait": both(
    "the provider asks to wait",
    "It is tried again later.",
    "le prestataire demande d’attendre",
    "Un nouvel essai suit plus tard.",
  ),
  "asked-again": both(
    "the receiver asks to be asked again",
    "It is tried again.",
    "le destinataire demande un nouvel essai",
    "Un nouvel essai suit.",
  ),
  "receiver-refused": both(
    "the receiver refused it",
    "Check address, fields and what the receiver’s manual says of this status.",
    "le destinataire l’a refusé",
    "Vérifiez l’adresse, les champs et ce que dit la documentation du destinataire de ce statut.",
  ),
  "receiver-failed": both(
    "the receiver failed",
    "It is tried again later.",
    "le destinataire a échoué",
    "Un nouvel essai suit plus tard.",
  ),
  "device-gone": both(
    "the device no longer receives",
    "Nothing to do: it no longer counts as reachable until it registers again.",
    "l’appareil ne reçoit plus",
    "Rien à faire : il ne compte plus comme joignable jusqu’à ce qu’il s’inscrive de nouveau.",
  ),
  "no-device": both(
    "this person has no such device",
    "Import or identify the person with their device.",
    "cette personne n’a pas cet appareil",
    "Importez ou identifiez la personne avec son appareil.",
  ),
  "bad-device": both(
    "what is stored of the device is no push address",
    "A web device needs its whole subscription, others their token.",
    "ce qui est stocké de l’appareil n’est pas une adresse de notification",
    "Un appareil web demande son abonnement entier, les autres leur jeton.",
  ),
  "push-service-not-set-up": both(
    "the push service of this platform is not set up",
    "Fill in its part of the push settings.",
    "le service de notification de cette plateforme n’est pas réglé",
    "Remplissez sa partie des réglages de notification.",
  ),
  "too-large": both(
    "larger than the push service takes",
    "Shorten the text.",
    "plus grand que ce qu’accepte le service de notification",
    "Raccourcissez le texte.",
  ),
} as const satisfies Record<string, Record<"en" | "fr", ReasonText>>;

/** The words for a reason; a code that is not known says itself. */
export function describeReason(reason: string, locale: "en" | "fr"): ReasonText {
  const known = Object.hasOwn(CHANNEL_REASONS, reason)
    ? CHANNEL_REASONS[reason as keyof typeof CHANNEL_REASONS]
    : undefined;
  return known?.[locale] ?? { text: reason, hint: "" };
}
