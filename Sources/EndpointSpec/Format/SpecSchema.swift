/// The JSON Schema of the format, with which editors complete and check the keys of specs.
package enum SpecSchema {
    /// The file, in the folder of the specs.
    package static let path = "endpoint.schema.json"

    /// Its content, which is that of `specs/endpoint.schema.json`.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Endpoint spec, version 1",
          "description": "What the document of one endpoint of the Feishu / Lark Open Platform states, and what people annotated.",
          "type": "object",
          "required": [
            "id",
            "title",
            "document",
            "method",
            "path",
            "response"
          ],
          "additionalProperties": false,
          "properties": {
            "$schema": {
              "type": "string",
              "description": "The path of this schema, for editors."
            },
            "format": {
              "enum": [
                1
              ],
              "description": "The version of the format. Absent means 1."
            },
            "id": {
              "type": "string",
              "pattern": "^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*){3}$",
              "description": "The platform's own operation name: service, version, resource and operation."
            },
            "title": {
              "type": "string",
              "minLength": 1,
              "description": "The document's title."
            },
            "summary": {
              "type": "string",
              "description": "The document's text up to its request section, as Markdown."
            },
            "notes": {
              "description": "What the document says outside of the summary and of what became other keys.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/note"
              }
            },
            "document": {
              "$ref": "#/$defs/document"
            },
            "method": {
              "enum": [
                "GET",
                "POST",
                "PUT",
                "PATCH",
                "DELETE"
              ]
            },
            "path": {
              "type": "string",
              "pattern": "^/[^?#\\s]*$",
              "description": "The path with its parameters as :name, without host and query."
            },
            "host": {
              "type": "string",
              "minLength": 1,
              "description": "The host where it is not the platform's own."
            },
            "fixedQuery": {
              "description": "Query parameters that are fixed in the document's URL.",
              "type": "object",
              "additionalProperties": {
                "type": "string"
              }
            },
            "rateLimits": {
              "description": "All windows apply at once. Empty together with rateLimitNote where the document gives no number.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/rateLimit"
              }
            },
            "rateLimitNote": {
              "type": "string",
              "description": "The document's words where the limit is not a number."
            },
            "appTypes": {
              "description": "The kinds of app that may call: 自建应用 is custom, 商店应用 is store.",
              "type": "array",
              "items": {
                "enum": [
                  "custom",
                  "store"
                ]
              }
            },
            "accessTokens": {
              "description": "The kinds of access token that the endpoint accepts.",
              "type": "array",
              "items": {
                "enum": [
                  "tenant",
                  "user",
                  "app"
                ]
              }
            },
            "scopes": {
              "description": "Any one of them is sufficient.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/scope"
              }
            },
            "fieldScopes": {
              "description": "Each unlocks further fields of the response.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/scope"
              }
            },
            "idempotent": {
              "type": "boolean",
              "description": "Annotation: whether sending the request twice has the same effect as sending it once. By default the method decides."
            },
            "headers": {
              "description": "Headers beyond Authorization and Content-Type.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/field"
              }
            },
            "pathParameters": {
              "type": "array",
              "items": {
                "$ref": "#/$defs/field"
              }
            },
            "queryParameters": {
              "type": "array",
              "items": {
                "$ref": "#/$defs/field"
              }
            },
            "request": {
              "$ref": "#/$defs/request"
            },
            "response": {
              "$ref": "#/$defs/response"
            },
            "errors": {
              "type": "array",
              "items": {
                "$ref": "#/$defs/error"
              }
            },
            "polling": {
              "$ref": "#/$defs/polling"
            },
            "paging": {
              "$ref": "#/$defs/paging"
            }
          },
          "$defs": {
            "document": {
              "description": "The page that the spec was derived from.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "url": {
                  "type": "string",
                  "minLength": 1
                },
                "fullPath": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The path by which the portal knows the page."
                },
                "updated": {
                  "type": "string",
                  "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                  "description": "The day of the document's last change, such as 2024-07-10."
                },
                "path": {
                  "type": "string",
                  "minLength": 1,
                  "description": "Where the repository keeps the document."
                }
              }
            },
            "note": {
              "description": "The prose of a section of the document.",
              "type": "object",
              "required": [
                "section",
                "text"
              ],
              "additionalProperties": false,
              "properties": {
                "section": {
                  "description": "The heading in the document.",
                  "type": "string"
                },
                "text": {
                  "description": "Markdown.",
                  "type": "string",
                  "minLength": 1
                }
              }
            },
            "rateLimit": {
              "description": "At most this many requests in any window of this many seconds.",
              "type": "object",
              "required": [
                "requests",
                "seconds"
              ],
              "additionalProperties": false,
              "properties": {
                "requests": {
                  "type": "integer",
                  "minimum": 1
                },
                "seconds": {
                  "type": "integer",
                  "minimum": 1
                }
              }
            },
            "scope": {
              "description": "A permission.",
              "type": "object",
              "required": [
                "name"
              ],
              "additionalProperties": false,
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1
                },
                "description": {
                  "type": "string"
                }
              }
            },
            "request": {
              "description": "The request body.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "contentType": {
                  "type": "string",
                  "minLength": 1
                },
                "fields": {
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/field"
                  }
                },
                "samples": {
                  "description": "The document's sample bodies.",
                  "type": "array"
                },
                "rawSamples": {
                  "description": "The document's samples that are not valid JSON.",
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/rawSample"
                  }
                }
              }
            },
            "rawSample": {
              "description": "A sample that is not valid JSON.",
              "type": "object",
              "required": [
                "text"
              ],
              "additionalProperties": false,
              "properties": {
                "text": {
                  "description": "The sample as the document shows it.",
                  "type": "string",
                  "minLength": 1
                },
                "repaired": {
                  "description": "The bodies that it shows, where it could be repaired or is a stream of bodies.",
                  "type": "array"
                }
              }
            },
            "response": {
              "description": "The response body.",
              "type": "object",
              "required": [
                "envelope",
                "type"
              ],
              "additionalProperties": false,
              "properties": {
                "envelope": {
                  "description": "data: the body is {code, msg, data} and the fields are the members of data; flat: {code, msg, ...} and the fields are the other members; none: the body is just the fields, or a file.",
                  "enum": [
                    "data",
                    "flat",
                    "none"
                  ]
                },
                "type": {
                  "type": "string",
                  "pattern": "^(string|int|number|boolean|object|map|file|any)(\\[\\]){0,8}$",
                  "description": "object, or the type of a payload that is not an object."
                },
                "fields": {
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/field"
                  }
                },
                "samples": {
                  "description": "The document's sample bodies, whole, with their envelope.",
                  "type": "array"
                },
                "rawSamples": {
                  "description": "The document's samples that are not valid JSON.",
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/rawSample"
                  }
                }
              }
            },
            "field": {
              "description": "A parameter, or a field of a body.",
              "type": "object",
              "required": [
                "name",
                "type"
              ],
              "additionalProperties": false,
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The name on the wire."
                },
                "type": {
                  "type": "string",
                  "pattern": "^(string|int|number|boolean|object|map|file|any)(\\[\\]){0,8}$",
                  "description": "The type, with [] per array dimension."
                },
                "typeName": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The document's own name of the type."
                },
                "required": {
                  "type": "boolean",
                  "description": "Only where the document says so."
                },
                "description": {
                  "type": "string",
                  "description": "The rest of the document's text without the facts."
                },
                "example": {},
                "default": {},
                "values": {
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/value"
                  }
                },
                "constraints": {
                  "$ref": "#/$defs/constraints"
                },
                "deprecated": {
                  "type": "string",
                  "description": "The document's reason or advice."
                },
                "fields": {
                  "description": "The members, in the document's order.",
                  "type": "array",
                  "items": {
                    "$ref": "#/$defs/field"
                  }
                },
                "placement": {
                  "description": "Where the document does not prove the field's place in the tree. Delete the key when you have checked the place.",
                  "enum": [
                    "assumed"
                  ]
                },
                "availableWhen": {
                  "$ref": "#/$defs/condition"
                },
                "swiftName": {
                  "type": "string",
                  "minLength": 1,
                  "description": "Annotation: the name in Swift where the derived one is poor."
                }
              }
            },
            "value": {
              "description": "A value that the document lists.",
              "type": "object",
              "required": [
                "value"
              ],
              "additionalProperties": false,
              "properties": {
                "value": {
                  "description": "The value, of the field's JSON type."
                },
                "description": {
                  "type": "string"
                },
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "description": "Annotation: the name in Swift."
                }
              }
            },
            "constraints": {
              "description": "The document's constraints on a value.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "minLength": {
                  "type": "integer",
                  "minimum": 0
                },
                "maxLength": {
                  "type": "integer",
                  "minimum": 0
                },
                "minItems": {
                  "type": "integer",
                  "minimum": 0
                },
                "maxItems": {
                  "type": "integer",
                  "minimum": 0
                },
                "minimum": {
                  "type": "number"
                },
                "maximum": {
                  "type": "number"
                },
                "pattern": {
                  "type": "string",
                  "minLength": 1
                }
              }
            },
            "condition": {
              "description": "Annotation: the field is meaningful only while a sibling has this value.",
              "type": "object",
              "required": [
                "field",
                "equals"
              ],
              "additionalProperties": false,
              "properties": {
                "field": {
                  "type": "string",
                  "minLength": 1
                },
                "equals": {}
              }
            },
            "error": {
              "description": "An error code that the document lists.",
              "type": "object",
              "required": [
                "code",
                "message"
              ],
              "additionalProperties": false,
              "properties": {
                "status": {
                  "type": "integer",
                  "minimum": 100,
                  "description": "The HTTP status."
                },
                "code": {
                  "type": "integer"
                },
                "message": {
                  "type": "string"
                },
                "advice": {
                  "type": "string",
                  "description": "What to do about it, as Markdown."
                },
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "description": "Annotation: the name of the constant in Swift."
                },
                "reaction": {
                  "description": "What a client should do about it, derived from the message and the advice. An annotation may change it.",
                  "enum": [
                    "throttled",
                    "retry",
                    "renewToken",
                    "none"
                  ]
                }
              }
            },
            "polling": {
              "description": "Annotation: how to poll for a result that is computed in the background.",
              "type": "object",
              "required": [
                "until"
              ],
              "additionalProperties": false,
              "properties": {
                "until": {
                  "description": "The response field that contains the state, and its final values.",
                  "type": "object",
                  "required": [
                    "field",
                    "in"
                  ],
                  "additionalProperties": false,
                  "properties": {
                    "field": {
                      "type": "string",
                      "minLength": 1
                    },
                    "in": {
                      "type": "array",
                      "minItems": 1
                    }
                  }
                },
                "whileEmpty": {
                  "type": "boolean",
                  "description": "Whether an empty response means that the result is not available yet."
                },
                "timeoutSeconds": {
                  "type": "integer",
                  "minimum": 1
                }
              }
            },
            "paging": {
              "description": "Annotation: the fields by which a list is returned page by page, where they do not have the usual names.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The list in the response; by default its only list."
                },
                "token": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The field of the query or the body that selects a page; page_token by default."
                },
                "next": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The field of the response with the token of the next page; page_token or next_page_token by default."
                },
                "more": {
                  "type": "string",
                  "minLength": 1,
                  "description": "The field of the response that says whether there is another page; has_more by default."
                }
              }
            }
          }
        }

        """#
}
