/**
 * {@code extrato serve}: the web application's calls, over HTTP. What changes something runs as a
 * process of its own, with the program's own locks, exit codes and signals; this process only looks
 * and answers. Begin with {@link extrato.work.serve.HttpServer} and {@link
 * extrato.work.serve.Routes}.
 *
 * <p>Nothing that is asked for here can do more than its token's scope and the database's role may.
 * Accepting a connection never waits for anybody: a client that is slow costs no thread.
 */
@NullMarked
package extrato.work.serve;

import org.jspecify.annotations.NullMarked;
