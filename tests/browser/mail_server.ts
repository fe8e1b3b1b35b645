// The mail server of browser tests.
import { SMTPServer } from "smtp-server";

/** A mail as it came. */
export type Received = { to: string[]; text: string };

/** A real mail server, which takes everything. */
export async function mailServer(): Promise<{ url: string; received: Received[]; close: () => Promise<void> }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk));
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map((to) => to.address), text });
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await new Promise<void>((done) => listening.on("listening", done));
  const address = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, received, close: () => new Promise((done) => server.close(done)) };
}
