// An encrypted Matrix member for the tests, on matrix-js-sdk: independent of the library that the bot is on.
//
// Reads one JSON request a line ({id, do, ...}) and answers each with a line ({id, ok | error}). What the member
// sees is asked for, not pushed: `sees` is the state of a room as a client would show it now.
import "./polyfill.js";
import { webcrypto } from "node:crypto";
import { createInterface } from "node:readline";
import * as sdk from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import {
  AllDevicesIsolationMode,
  OnlySignedDevicesIsolationMode,
} from "matrix-js-sdk/lib/crypto-api/index.js";

logger.setLevel("silent");
for (const level of ["debug", "error", "info", "log", "trace", "warn"]) console[level] = () => {};

const SHIELDS = ["none", "grey", "red"];
const EVENTS_SHOWN = 4000;
let client;

const whatToDo = {
  async login({ url, user, password, isolation }) {
    const session = await sdk.createClient({ baseUrl: url }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
    });
    client = sdk.createClient({
      baseUrl: url,
      userId: session.user_id,
      deviceId: session.device_id,
      accessToken: session.access_token,
      timelineSupport: true,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    client.getCrypto().setDeviceIsolationMode(
      isolation ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false),
    );
    await signOwnDevice(session.user_id, password);
    const synced = new Promise((done) => client.once(sdk.ClientEvent.Sync, done));
    await client.startClient({ initialSyncLimit: 50, pollTimeout: 10000 });
    await synced;
    return { user_id: session.user_id, device_id: session.device_id };
  },

  async create({ invite, encrypted, direct, name, version }) {
    const initial_state = encrypted
      ? [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }]
      : [];
    const { room_id } = await client.createRoom({
      invite,
      initial_state,
      name,
      is_direct: direct,
      preset: "trusted_private_chat",
      room_version: version ?? undefined,
    });
    await until(() => client.getRoom(room_id) && (!encrypted || client.getRoom(room_id).hasEncryptionStateEvent()));
    return room_id;
  },

  async encrypt({ room }) {
    await client.sendStateEvent(room, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }, "");
  },

  async join({ room }) {
    await client.joinRoom(room);
  },

  async invite({ room, user }) {
    await client.invite(room, user);
  },

  async kick({ room, user }) {
    await client.kick(room, user);
  },

  async leave({ room }) {
    await client.leave(room);
  },

  async send({ room, type, content, key }) {
    return (await sent(room, type, content, key)).event_id;
  },

  async state({ room, type, content, state_key }) {
    return (await client.sendStateEvent(room, type, content, state_key)).event_id;
  },

  async redact({ room, event }) {
    return (await client.redactEvent(room, event)).event_id;
  },

  async typing({ room, on }) {
    await client.sendTyping(room, on, 30000);
  },

  async read({ room, event }) {
    await client.sendReadReceipt(client.getRoom(room).findEventById(event));
  },

  async file({ room, name, type, base64 }) {
    const bytes = Buffer.from(base64, "base64");
    const encrypted = client.getRoom(room).hasEncryptionStateEvent();
    const { body, file } = encrypted ? await encryptFile(bytes) : { body: bytes, file: undefined };
    const { content_uri } = await client.uploadContent(new Blob([body]), {
      type: encrypted ? "application/octet-stream" : type,
      name: encrypted ? undefined : name,
      includeFilename: !encrypted,
    });
    const where = file ? { file: { ...file, url: content_uri } } : { url: content_uri };
    const content = { msgtype: "m.file", body: name, filename: name, info: { mimetype: type, size: bytes.length } };
    return (await sent(room, "m.room.message", { ...content, ...where })).event_id;
  },

  async download({ room, event }) {
    const content = client.getRoom(room).findEventById(event).getContent();
    const uri = content.file?.url ?? content.url;
    const url = client.mxcUrlToHttp(uri, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) throw new Error(`download: ${answer.status}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return (content.file ? await decryptFile(bytes, content.file) : bytes).toString("base64");
  },

  async sees({ room, after }) {
    const shown = client.getRoom(room);
    if (!shown) return { membership: "none", messages: [], typing: [], receipts: {}, members: [] };
    const events = timeline(shown);
    const messages = [];
    const first = events.findIndex((event) => event.getId() === after) + 1;
    for (const event of events.slice(first)) {
      if (isShown(event)) messages.push(await message(shown, event, events));
    }
    return {
      membership: shown.getMyMembership(),
      encrypted: shown.hasEncryptionStateEvent(),
      messages,
      typing: shown.currentState.getMembers().filter((m) => m.typing).map((m) => m.userId),
      receipts: receipts(shown),
      members: shown.getMembers().map((m) => ({ user_id: m.userId, membership: m.membership })),
    };
  },

  async invitations() {
    return client.getRooms().filter((room) => room.getMyMembership() === "invite").map((room) => room.roomId);
  },

  async direct() {
    return client.getAccountData("m.direct")?.getContent() ?? {};
  },

  async forget_keys({ room }) {
    await client.getCrypto().forceDiscardSession(room);
  },
};

async function signOwnDevice(user, password) {
  await client.getCrypto().bootstrapCrossSigning({
    authUploadDeviceSigningKeys: (upload) =>
      upload({ type: "m.login.password", identifier: { type: "m.id.user", user }, password }),
  });
}

function timeline(room) {
  const sets = [room.getUnfilteredTimelineSet(), ...room.getThreads().map((thread) => thread.timelineSet)];
  const seen = new Map();
  for (const set of sets) {
    for (const event of set.getLiveTimeline().getEvents()) seen.set(event.getId(), event);
  }
  return [...seen.values()].sort((a, b) => a.getTs() - b.getTs()).slice(-EVENTS_SHOWN);
}

function isShown(event) {
  if (event.isState() || event.status) return false;
  const relation = event.getWireContent()["m.relates_to"]?.rel_type;
  return relation !== "m.replace" && !["m.reaction", "m.room.redaction"].includes(event.getType());
}

async function message(room, event, events) {
  const content = event.getContent();
  const relation = event.getWireContent()["m.relates_to"] ?? {};
  const encryption = event.isEncrypted() ? await client.getCrypto().getEncryptionInfoForEvent(event) : null;
  return {
    event_id: event.getId(),
    sender: event.getSender(),
    type: event.getType(),
    body: content.body ?? null,
    formatted_body: content.formatted_body ?? null,
    msgtype: content.msgtype ?? null,
    content,
    edited: event.replacingEventId() ?? null,
    redacted: event.isRedacted(),
    encrypted: event.isEncrypted(),
    shield: encryption ? SHIELDS[encryption.shieldColour] : event.isEncrypted() ? null : "plain",
    shield_reason: encryption?.shieldReason ?? null,
    undecryptable: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
    replies_to: relation["m.in_reply_to"]?.event_id ?? null,
    thread: relation.rel_type === "m.thread" ? relation.event_id : null,
    reactions: reactions(events, event.getId()),
  };
}

function reactions(events, id) {
  return events
    .filter((event) => event.getType() === "m.reaction" && !event.isRedacted())
    .filter((event) => event.getRelation()?.event_id === id)
    .map((event) => ({ sender: event.getSender(), key: event.getRelation().key, event_id: event.getId() }));
}

function receipts(room) {
  return Object.fromEntries(
    room.getMembers().map((member) => [member.userId, room.getEventReadUpTo(member.userId) ?? null]),
  );
}

async function encryptFile(bytes) {
  const iv = webcrypto.getRandomValues(new Uint8Array(16));
  iv.fill(0, 8);
  const key = await webcrypto.subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt", "decrypt"]);
  const body = Buffer.from(await webcrypto.subtle.encrypt({ name: "AES-CTR", counter: iv, length: 64 }, key, bytes));
  const { k } = await webcrypto.subtle.exportKey("jwk", key);
  const hash = Buffer.from(await webcrypto.subtle.digest("SHA-256", body));
  const jwk = { alg: "A256CTR", ext: true, k, key_ops: ["encrypt", "decrypt"], kty: "oct" };
  return { body, file: { v: "v2", key: jwk, iv: unpadded(Buffer.from(iv)), hashes: { sha256: unpadded(hash) } } };
}

async function decryptFile(bytes, file) {
  const hash = unpadded(Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)));
  if (hash !== file.hashes.sha256) throw new Error("the file was changed on its way");
  const key = await webcrypto.subtle.importKey("jwk", file.key, { name: "AES-CTR" }, false, ["decrypt"]);
  const counter = Buffer.from(file.iv, "base64");
  return Buffer.from(await webcrypto.subtle.decrypt({ name: "AES-CTR", counter, length: 64 }, key, bytes));
}

function unpadded(bytes) {
  return bytes.toString("base64").replace(/=+$/, "");
}

// A room just joined may not have its encryption set up yet: a person would type after that.
async function sent(room, type, content, key, tries = 100) {
  try {
    return await client.sendEvent(room, null, type, content, key);
  } catch (error) {
    if (tries === 0 || !String(error).includes("unconfigured room")) throw error;
    await new Promise((later) => setTimeout(later, 100));
    return sent(room, type, content, key, tries - 1);
  }
}

async function until(condition) {
  while (!condition()) await new Promise((later) => setTimeout(later, 10));
}

function answer(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

process.on("unhandledRejection", () => {});

createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { id, do: what, ...how } = JSON.parse(line);
    try {
      answer({ id, ok: (await whatToDo[what](how)) ?? null });
    } catch (error) {
      answer({ id, error: `${error.errcode ?? error.name}: ${error.message}` });
    }
  })
  .on("close", () => process.exit(0));
