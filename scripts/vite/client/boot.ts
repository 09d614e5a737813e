import { keepForOffline } from './keep-for-offline.ts'
import { handOver } from './hand-over.ts'

handOver()
keepForOffline()
