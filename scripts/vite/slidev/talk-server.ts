import type { IncomingMessage } from 'node:http'
import type { Plugin, WebSocketClient } from 'vite'
import type { TalkMessage } from '../../../talk/messages.ts'
import type { TalkRecord } from '../../../talk/record.ts'
import { readMessage, TALK_EVENT } from '../../../talk/messages.ts'
import { isNewer } from '../../../talk/record.ts'

const SERVER = 'dev server'

/**
 * Carries the talk between the windows of `npm start`, over the socket that Vite has with each of them and opens to no page of another
 * origin. Keeps the newest record while there is a window; whoever comes then hears where the talk is. Windows of this machine may lead,
 * and no others.
 */
export function talkServer(): Plugin {
  return {
    name: 'deck:talk-server',
    apply: 'serve',
    configureServer({ ws }) {
      const addresses = new WeakMap<object, string | undefined>()
      const leaders = new WeakSet<WebSocketClient>()
      const known = new Set<WebSocketClient>()
      let record: TalkRecord | undefined

      const send = (client: WebSocketClient, message: TalkMessage) => client.send(TALK_EVENT, message)
      const relay = (from: WebSocketClient, message: TalkMessage) => {
        for (const client of ws.clients) {
          if (client !== from)
            send(client, message)
        }
      }
      const take = (offered: TalkRecord) => {
        const newer = isNewer(offered, record)
        if (newer)
          record = offered
        return newer
      }

      ws.on('connection', (socket: object, request: IncomingMessage) => addresses.set(socket, request.socket.remoteAddress))
      ws.on(TALK_EVENT, (data: unknown, client: WebSocketClient) => {
        const message = readMessage(data)
        if (!message || message.type === 'welcome')
          return
        if (message.type === 'hello') {
          greet(message, client)
          relay(client, message)
        }
        else if (message.type === 'reading' || (leaders.has(client) && (message.type === 'pointer' || take(message.record)))) {
          relay(client, message)
        }
      })

      function greet(hello: Extract<TalkMessage, { type: 'hello' }>, client: WebSocketClient): void {
        for (const one of known) {
          if (!ws.clients.has(one))
            known.delete(one)
        }
        // With its last window a talk is over; the one that is reloaded brings it back itself.
        if (known.size === 0)
          record = undefined
        known.add(client)

        const leads = isLoopback(addresses.get(client.socket))
        if (leads)
          leaders.add(client)
        send(client, { type: 'welcome', from: SERVER, leads, now: Date.now() })
        if (leads && hello.record && (!record || record.since === hello.record.since))
          take(hello.record)
        if (record && record !== hello.record)
          send(client, { type: 'record', from: SERVER, record })
      }
    },
  }
}

function isLoopback(address: string | undefined): boolean {
  return /^(?:127\.|::1$|::ffff:127\.)/.test(address ?? '')
}
