/**
 * The message by which the page of the desktop window hands the shell one end of a channel to the service. It lives
 * apart from the schemas, so that the sandboxed preload script carries nothing but names.
 */
export const servicePortMessage = "parcours:service-port";
