/** The order that Anke has placed. */
export interface Order { orderId: string, boxes: number, euros: number }

/** What the four services do and undo. An undo bears that there is nothing to undo. */
export type Call = 'ReserveStock' | 'ReleaseStock' | 'ChargeCard' | 'RefundCard' | 'BookVan' | 'CancelVan' | 'ShipOrder'

/** The services, by call. Each takes the order as its key; the last is told the charge as well. */
export type Shop = Record<Call, (order: Order, charge?: string) => Promise<string>>
