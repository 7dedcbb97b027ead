import { generate } from "selfsigned";

/** Names the certificate is made for. Browsers are told to accept it anyway; it exists so that TLS can speak at all. */
export const ROUTER_HOSTS = [
	"api.crazyrouter.com",
	"cn.crazyrouter.com",
	"crazyrouter.com",
	"media.crazyrouter.com",
	"api.rout.my",
	"localhost",
];

/**
 * A fresh self-signed certificate, valid from yesterday (clocks drift) for a week. Nothing is written to disk.
 * @returns {Promise<{ key: string, cert: string }>} both PEM
 */
export async function makeCertificate() {
	const day = 86_400_000;
	const now = Date.now();
	const pems = await generate([{ name: "commonName", value: "Routescope demo" }], {
		keyType: "ec",
		notBeforeDate: new Date(now - day),
		notAfterDate: new Date(now + 7 * day),
		extensions: [{ name: "subjectAltName", altNames: ROUTER_HOSTS.map((value) => ({ type: 2, value })) }],
	});
	return { key: pems.private, cert: pems.cert };
}
