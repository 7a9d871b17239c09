"""What `verify` looks at, a file a subject: each gives items and believes nothing."""
