// Reads Kubernetes objects from standard input and fails where one has a field that its type has not, or a value of another
// type: what `kubeconform -strict` does by schemas that have to be fetched, done by the types of k8s.io/api.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	apps "k8s.io/api/apps/v1"
	scaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

var types = map[string]func() any{
	"apps/v1 StatefulSet":                    func() any { return &apps.StatefulSet{} },
	"autoscaling/v2 HorizontalPodAutoscaler": func() any { return &scaling.HorizontalPodAutoscaler{} },
	"networking.k8s.io/v1 Ingress":           func() any { return &networking.Ingress{} },
	"networking.k8s.io/v1 NetworkPolicy":     func() any { return &networking.NetworkPolicy{} },
	"policy/v1 PodDisruptionBudget":          func() any { return &policy.PodDisruptionBudget{} },
	"v1 PersistentVolumeClaim":               func() any { return &core.PersistentVolumeClaim{} },
	"v1 Service":                             func() any { return &core.Service{} },
	"v1 ServiceAccount":                      func() any { return &core.ServiceAccount{} },
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	checked, failed := 0, 0
	for _, document := range bytes.Split(input, []byte("\n---\n")) {
		var head struct {
			APIVersion string `json:"apiVersion"`
			Kind       string `json:"kind"`
			Metadata   struct {
				Name string `json:"name"`
			} `json:"metadata"`
		}
		if err := yaml.Unmarshal(document, &head); err != nil || head.Kind == "" {
			if err != nil {
				failed++
				fmt.Println(err)
			}
			continue
		}
		kind := head.APIVersion + " " + head.Kind
		create, known := types[kind]
		if !known {
			failed++
			fmt.Printf("%s %s: no type is known for it; add it to main.go\n", kind, head.Metadata.Name)
			continue
		}
		checked++
		if err := yaml.UnmarshalStrict(document, create()); err != nil {
			failed++
			fmt.Printf("%s %s: %v\n", kind, head.Metadata.Name, err)
		}
	}
	fmt.Printf("%d objects checked, %d wrong\n", checked, failed)
	if failed > 0 || checked == 0 {
		os.Exit(1)
	}
}
