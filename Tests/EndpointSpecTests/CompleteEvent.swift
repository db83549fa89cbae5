/// The spec of an event in canonical form with every key of the format that endpoints do not have.
let completeEvent = """
    {
      "$schema": "../../../event.schema.json",
      "format": 1,
      "id": "demo.v1.exam.created",
      "eventType": "demo.exam.created_v1",
      "title": "Exam created",
      "summary": "Sent after it was created.",
      "notes": [
        {
          "section": "前提条件",
          "text": "Subscribe first."
        }
      ],
      "deprecated": "use another",
      "document": {
        "url": "https://example.com/exam"
      },
      "envelope": "2.0",
      "appTypes": [
        "custom"
      ],
      "scopes": [
        {
          "name": "demo:exam"
        }
      ],
      "fieldScopes": [
        {
          "name": "demo:exam.owner"
        }
      ],
      "event": {
        "fields": [
          {
            "name": "type",
            "type": "int",
            "values": [
              {
                "value": 1
              }
            ]
          }
        ],
        "samples": [
          {
            "schema": "2.0",
            "event": {
              "type": 1
            }
          }
        ],
        "rawSamples": [
          {
            "text": "{"
          }
        ]
      },
      "headerFields": [
        {
          "name": "resource_id",
          "type": "string",
          "corrected": {
            "type": "int",
            "reason": "it is text"
          }
        }
      ],
      "corrected": {
        "appTypes": null,
        "reason": "store apps cannot receive it"
      }
    }

    """
