/// A spec in canonical form with every key of the format.
let completeSpec = """
    {
      "$schema": "../../endpoint.schema.json",
      "format": 1,
      "id": "demo.v1.thing.list",
      "title": "Things",
      "summary": "Lists \\"things\\".\\n\\nAll of them.",
      "notes": [
        {
          "section": "请求体",
          "text": "Send *one*."
        }
      ],
      "document": {
        "url": "https://example.com/things",
        "updated": "2024-07-10",
        "path": "specs/documents/things.md"
      },
      "method": "GET",
      "path": "/open-apis/demo/v1/things/:thing_id",
      "host": "www.feishu.cn",
      "fixedQuery": {
        "type": "all"
      },
      "rateLimits": [],
      "rateLimitNote": "特殊频控",
      "appTypes": [
        "custom",
        "store"
      ],
      "accessTokens": [
        "tenant",
        "user"
      ],
      "scopes": [
        {
          "name": "demo:thing",
          "description": "things"
        }
      ],
      "fieldScopes": [
        {
          "name": "demo:thing.owner"
        }
      ],
      "idempotent": true,
      "headers": [
        {
          "name": "X-Trace",
          "type": "string"
        }
      ],
      "pathParameters": [
        {
          "name": "thing_id",
          "type": "string"
        }
      ],
      "queryParameters": [
        {
          "name": "page_size",
          "type": "int",
          "required": false,
          "default": 10
        }
      ],
      "request": {
        "contentType": "application/json; charset=utf-8",
        "fields": [
          {
            "name": "kind",
            "type": "string",
            "values": [
              {
                "value": "a",
                "description": "A",
                "name": "first"
              }
            ]
          },
          {
            "name": "items",
            "type": "object[]",
            "typeName": "item",
            "required": true,
            "description": "Items",
            "example": [
              1.0
            ],
            "constraints": {
              "minLength": 1,
              "maxLength": 2,
              "minItems": 3,
              "maxItems": 4,
              "minimum": -1.5,
              "maximum": 1e3,
              "pattern": "^a$"
            },
            "deprecated": "old",
            "fields": [
              {
                "name": "id",
                "type": "string",
                "placement": "assumed"
              }
            ],
            "availableWhen": {
              "field": "kind",
              "equals": "a"
            },
            "swiftName": "elements",
            "corrected": {
              "type": "string",
              "typeName": null,
              "required": false,
              "values": [
                {
                  "value": "x"
                }
              ],
              "reason": "a list is sent"
            }
          },
          {
            "name": "added",
            "type": "map",
            "valueType": "string[]",
            "corrected": {
              "missing": true,
              "reason": "it is sent"
            }
          }
        ],
        "samples": [
          {
            "kind": "a",
            "items": []
          }
        ],
        "rawSamples": [
          {
            "text": "{\\"kind\\": \\"a\\",}",
            "repaired": [
              {
                "kind": "a"
              }
            ]
          }
        ],
        "corrected": {
          "contentType": null,
          "reason": "it is JSON"
        }
      },
      "response": {
        "envelope": "data",
        "type": "object",
        "fields": [
          {
            "name": "status",
            "type": "int",
            "values": [
              {
                "value": 1
              },
              {
                "value": 2
              }
            ]
          }
        ],
        "samples": [
          {
            "code": 0,
            "data": {
              "status": 1
            }
          }
        ],
        "rawSamples": [
          {
            "text": "data: 1"
          }
        ],
        "corrected": {
          "envelope": "flat",
          "type": "object[]",
          "reason": "all samples show data"
        }
      },
      "errors": [
        {
          "status": 400,
          "code": 1002,
          "message": "bad",
          "advice": "fix it",
          "name": "badRequest",
          "corrected": {
            "status": 403,
            "reason": "it is 400"
          }
        }
      ],
      "polling": {
        "until": {
          "field": "status",
          "in": [
            2
          ]
        },
        "whileEmpty": true,
        "timeoutSeconds": 60
      },
      "corrected": {
        "method": "POST",
        "host": null,
        "reason": "GET it is"
      }
    }

    """
