export { openServedMetrics, type ServedMetrics } from './listener';
export { operationCode, type Metrics, type MetricSources, type OperationCode, type PoolUse } from './metrics';
