// A real OpenID Provider (npm's oidc-provider) for one test: whoever signs in at it is whom they say, with that e-mail address. It prints its issuer.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [, , modules, redirect] = process.argv;
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const server = createServer();
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: "calling-card", client_secret: "oidc-secret-4711-oidc-secret-4711", redirect_uris: [redirect], grant_types: ["authorization_code"], response_types: ["code"] }],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  cookies: { keys: ["only for this test"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id.replace("unverified-", ""), email_verified: !id.startsWith("unverified-") }),
  }),
});
server.on("request", provider.callback());
console.log(issuer);
