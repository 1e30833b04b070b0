//! A small fragment, and its page.

pub(super) const SMALL: &str = r##"
openapi: 3.0.3
info: { title: small, version: "1" }
servers:
  - url: https://api.datadoghq.com
    x-datadog-site: { name: US1, parameter: datadoghq.com, web: app.datadoghq.com }
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    post:
      operationId: MakeThing
      x-datadog-page: https://docs.example/things/make-a-thing.md
      x-datadog-permissions: [things_write]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1 }
                sizes: { type: array, items: { $ref: "#/components/schemas/Size" } }
            example: { name: "", sizes: [{ cm: many }] }
      responses:
        "201": { description: made }
        "429": { description: too many }
components:
  schemas:
    Size:
      type: object
      properties:
        cm: { type: integer, format: int64, default: 3 }
        unit: { type: string, enum: [metric, other] }
"##;

pub(super) const PAGE: &str = "\
# Make a thing{% #make-a-thing %}
{% tab title=\"v2\" %}

| Datadog site | API endpoint |
| --- | --- |
| app.datadoghq.com | POST https://api.datadoghq.com/things/{id} |

### Overview
It needs `things_write`.

### Arguments
#### Path Parameters
| Name | Type | Description |
| --- | --- | --- |
| id [*required*] | string | Which. |

### Request
#### Body Data (required)
{% tab title=\"Model\" %}

| Parent field | Field | Type | Description |
| --- | --- | --- | --- |
| sizes | unit | enum | In what. Allowed enum values: `metric`,`other` |
|  | name [*required*] | string | A `name`. |
|  | sizes | [object] | How &#91;large&#93; it is: a \\| b |
| sizes | cm | int64 | In cm. |
{% /tab %}

### Response
{% tab title=\"201\" %}
Made
{% /tab %}
{% tab title=\"429\" %}
Too many
{% /tab %}

### Code Example
curl -X POST
";
