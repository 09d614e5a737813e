import type { ApiModels } from './model.ts'

/** The models that `npm run models` has made: read when somebody asks, for they are large and few ask. */
export async function loadApiModels(): Promise<ApiModels> {
  const { default: models } = await import('./api-models.json', { with: { type: 'json' } })
  return models as unknown as ApiModels
}
