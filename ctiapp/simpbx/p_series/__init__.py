"""The Yeastar P-Series OpenAPI v1.0 as the simulated PBX speaks it, quirks included."""
