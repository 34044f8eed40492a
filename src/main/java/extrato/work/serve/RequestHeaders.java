package extrato.work.serve;

/**
 * What a request's header says, beside who sends it.
 *
 * @param async whether its sender does not want to wait for the end of a run
 * @param key by which a request that is sent again is known; empty without one
 * @param session of whoever has signed in to the pages; empty without one
 * @param sameOrigin whether a browser sent it from a page of this server, or no browser at all
 */
record RequestHeaders(boolean async, String key, String session, boolean sameOrigin) {}
